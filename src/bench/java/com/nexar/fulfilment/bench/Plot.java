package com.nexar.fulfilment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A picture as SVG, drawn by hand. */
record Plot(String svg) {

    private static final int WIDTH = 720;
    private static final int LEFT = 190;
    private static final int RIGHT = 130;
    private static final int BAR = 26;
    private static final int TOP = 44;
    private static final int HEIGHT = 300;
    private static final List<String> COLOURS = List.of("#2a6f97", "#e07a5f", "#6a994e", "#8e6c8a", "#bc8a2e", "#555");

    /** A point of a line. */
    record Point(double x, double y) {}

    /** A bar for each, as long as its median; a whisker from its least to its most. */
    static Plot bars(String title, Map<String, Samples> all) {
        double most = all.values().stream()
                .mapToDouble(one -> one.spread().most())
                .max()
                .orElse(1);
        double scale = (WIDTH - LEFT - RIGHT) / (most > 0 ? most : 1);
        List<String> parts = new ArrayList<>();
        int y = TOP;
        for (Map.Entry<String, Samples> one : all.entrySet()) {
            Spread spread = one.getValue().spread();
            double middle = y + BAR / 2.0;
            parts.add(text(LEFT - 8, middle + 4, "end", one.getKey()));
            parts.add(put(
                    "<rect x='%d' y='%d' width='%.1f' height='%d' fill='#2a6f97'/>",
                    LEFT, y + 4, spread.median() * scale, BAR - 8));
            parts.add(line(LEFT + spread.least() * scale, middle, LEFT + spread.most() * scale, middle, "#111"));
            parts.add(text(LEFT + spread.most() * scale + 6, middle + 4, "start", Spread.number(spread.median())));
            y += BAR;
        }
        return drawn(title, y + 12, parts);
    }

    /** A line for each, from the origin's corner. */
    static Plot lines(String title, String across, Map<String, List<Point>> all) {
        double right = all.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::x)
                .max()
                .orElse(1);
        double high = all.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .max()
                .orElse(1);
        double wide = WIDTH - 60 - RIGHT;
        List<String> parts = new ArrayList<>();
        parts.add(line(60, TOP + HEIGHT, 60 + wide, TOP + HEIGHT, "#111"));
        parts.add(line(60, TOP, 60, TOP + HEIGHT, "#111"));
        parts.add(text(56, TOP + 4, "end", Spread.number(high)));
        parts.add(text(60 + wide, TOP + HEIGHT + 18, "end", Spread.number(right) + " " + across));
        int n = 0;
        for (Map.Entry<String, List<Point>> one : all.entrySet()) {
            String colour = COLOURS.get(n % COLOURS.size());
            String points = one.getValue().stream()
                    .map(point -> String.format(
                            Locale.ROOT,
                            "%.1f,%.1f",
                            60 + point.x() / right * wide,
                            TOP + HEIGHT - point.y() / high * HEIGHT))
                    .collect(Collectors.joining(" "));
            parts.add("<polyline fill='none' stroke-width='2' stroke='" + colour + "' points='" + points + "'/>");
            parts.add(put("<rect x='%.1f' y='%d' width='10' height='10' fill='%s'/>", 70 + wide, TOP + 20 * n, colour));
            parts.add(text(84 + wide, TOP + 20 * n + 9, "start", one.getKey()));
            n++;
        }
        return drawn(title, TOP + HEIGHT + 30, parts);
    }

    private static Plot drawn(String title, int height, List<String> parts) {
        String head = put(
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                        WIDTH, height)
                + "\n<rect width='100%' height='100%' fill='white'/>\n";
        return new Plot(head + text(12, 24, "start", title).replace("<text", "<text font-weight='bold'") + "\n"
                + String.join("\n", parts) + "\n</svg>\n");
    }

    private static String text(double x, double y, String anchor, String words) {
        String safe = words.replace("&", "&amp;").replace("<", "&lt;");
        return put("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, safe);
    }

    private static String line(double x1, double y1, double x2, double y2, String colour) {
        return put("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>", x1, y1, x2, y2, colour);
    }

    private static String put(String form, Object... parts) {
        return String.format(Locale.ROOT, form, parts);
    }
}
