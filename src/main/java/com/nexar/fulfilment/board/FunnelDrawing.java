package com.nexar.fulfilment.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the funnel: a band that is as wide at every step as there are parcels, by their square root, so that ten are still seen beside
 * ten thousand. A step's shape is {@value #WIDTH} wide and begins and ends halfway to its neighbours.
 */
final class FunnelDrawing {

    static final int WIDTH = 100;
    static final int HEIGHT = 120;

    private static final double THICKEST = HEIGHT / 2.0 - 2;
    private static final double THINNEST = 2;

    private FunnelDrawing() {}

    /** One SVG path per count. */
    static List<String> shapes(List<Long> counts) {
        double most = Math.sqrt(counts.stream().mapToLong(Long::longValue).max().orElse(0));
        List<Double> halves = counts.stream()
                .map(count -> most == 0 ? THINNEST : Math.max(THINNEST, THICKEST * Math.sqrt(count) / most))
                .toList();
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < halves.size(); i++) {
            double here = halves.get(i);
            double left = i == 0 ? here : (halves.get(i - 1) + here) / 2;
            double right = i == halves.size() - 1 ? here : (halves.get(i + 1) + here) / 2;
            shapes.add(shape(i * WIDTH, left, here, right));
        }
        return shapes;
    }

    private static String shape(int x, double left, double here, double right) {
        double mid = HEIGHT / 2.0;
        return move(x, mid - left)
                + curve(x + 20, mid - left, x + 30, mid - here, x + 50, mid - here)
                + curve(x + 70, mid - here, x + 80, mid - right, x + 98, mid - right)
                + "L" + point(x + 98, mid + right)
                + curve(x + 80, mid + right, x + 70, mid + here, x + 50, mid + here)
                + curve(x + 30, mid + here, x + 20, mid + left, x, mid + left) + "Z";
    }

    private static String move(double x, double y) {
        return "M" + point(x, y);
    }

    private static String curve(double x1, double y1, double x2, double y2, double x, double y) {
        return "C" + point(x1, y1) + " " + point(x2, y2) + " " + point(x, y);
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
}
