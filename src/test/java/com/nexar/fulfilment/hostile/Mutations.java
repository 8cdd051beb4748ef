package com.nexar.fulfilment.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes of something right something wrong, the same for the same numbers: by the structure of JSON, or byte by byte. */
public final class Mutations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACE = "@nasty@";
    private static final int LONGEST = 200_000;

    private final RandomGenerator random;
    private final Map<byte[], JsonNode> trees;

    private Mutations(RandomGenerator random, Map<byte[], JsonNode> trees) {
        this.random = random;
        this.trees = trees;
    }

    /** @param trees what seeds were read as before; filled here */
    public static byte[] of(RandomGenerator random, List<byte[]> seeds, Map<byte[], JsonNode> trees) {
        var mutations = new Mutations(random, trees);
        byte[] seed = seeds.get(random.nextInt(seeds.size()));
        JsonNode tree = trees.computeIfAbsent(seed, Mutations::tree);
        byte[] made = tree.isContainerNode() && random.nextInt(10) < 8 ? mutations.structure(tree, seeds) : seed;
        if (made == seed || random.nextInt(12) == 0) {
            made = mutations.bytes(made, seeds);
        }
        return made.length > LONGEST ? Arrays.copyOf(made, LONGEST) : made;
    }

    public static Map<byte[], JsonNode> trees() {
        return new IdentityHashMap<>();
    }

    /** Missing where it is no JSON. */
    public static JsonNode tree(byte[] text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private byte[] structure(JsonNode seed, List<byte[]> seeds) {
        JsonNode tree = seed.deepCopy();
        List<String> nasty = new ArrayList<>();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            change(somewhere(tree), tree, seeds, nasty);
        }
        String text = tree.toString();
        for (String each : nasty) {
            text = text.replaceFirst("\"" + PLACE + "\"", java.util.regex.Matcher.quoteReplacement(each));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A container within, often a deep one. */
    private ContainerNode<?> somewhere(JsonNode tree) {
        ContainerNode<?> at = (ContainerNode<?>) tree;
        while (random.nextInt(5) > 0) {
            List<JsonNode> inside = new ArrayList<>();
            at.forEach(child -> {
                if (child.isContainerNode() && !child.isEmpty()) {
                    inside.add(child);
                }
            });
            if (inside.isEmpty()) {
                return at;
            }
            at = (ContainerNode<?>) inside.get(random.nextInt(inside.size()));
        }
        return at;
    }

    private void change(ContainerNode<?> at, JsonNode tree, List<byte[]> seeds, List<String> nasty) {
        if (at.isEmpty()) {
            if (at instanceof ArrayNode list) {
                list.add(nasty(nasty));
            }
            return;
        }
        int which = random.nextInt(at.size());
        switch (at) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                change(object, names.get(which), tree, seeds, nasty);
            }
            case ArrayNode list -> change(list, which, tree, nasty);
            default -> throw new IllegalStateException();
        }
    }

    private void change(ObjectNode at, String name, JsonNode tree, List<byte[]> seeds, List<String> nasty) {
        JsonNode value = at.get(name);
        switch (random.nextInt(9)) {
            case 0 -> at.remove(name);
            case 1 -> at.set(name + (random.nextBoolean() ? " " : "2"), at.remove(name));
            case 2 -> at.set(name, JSON.createArrayNode().add(value));
            case 3 -> at.set(name, JSON.createObjectNode().set(name, value));
            case 4 -> at.put(name, value.asText());
            case 5 -> at.set(name, somewhere(tree).deepCopy());
            case 6 -> at.setAll(another(seeds));
            default -> at.set(name, nasty(nasty));
        }
    }

    private void change(ArrayNode at, int place, JsonNode tree, List<String> nasty) {
        switch (random.nextInt(6)) {
            case 0 -> at.remove(place);
            case 1 -> at.add(at.get(place).deepCopy());
            case 2 -> at.set(place, JSON.createArrayNode().add(at.get(place)));
            case 3 -> at.add(somewhere(tree).deepCopy());
            default -> at.set(place, nasty(nasty));
        }
    }

    private ObjectNode another(List<byte[]> seeds) {
        JsonNode other = trees.computeIfAbsent(seeds.get(random.nextInt(seeds.size())), Mutations::tree);
        return other instanceof ObjectNode object ? object.deepCopy() : JSON.createObjectNode();
    }

    private JsonNode nasty(List<String> nasty) {
        nasty.add(Nasty.JSON.get(random.nextInt(Nasty.JSON.size())));
        return JSON.getNodeFactory().textNode(PLACE);
    }

    private byte[] bytes(byte[] seed, List<byte[]> seeds) {
        byte[] made = seed;
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(made.length + 1);
            int end = Math.min(made.length, at + random.nextInt(1 + Math.max(1, made.length / 8)));
            byte[] head = Arrays.copyOf(made, at);
            byte[] tail = Arrays.copyOfRange(made, at, made.length);
            made = switch (random.nextInt(8)) {
                case 0 -> flipped(made, at);
                case 1 -> joined(head, Arrays.copyOfRange(made, end, made.length));
                case 2 -> joined(Arrays.copyOf(made, end), tail);
                case 3 -> head;
                case 4 -> joined(joined(head, new byte[] {(byte) random.nextInt(256)}), tail);
                case 5 -> joined(head, end(seeds.get(random.nextInt(seeds.size()))));
                default -> joined(joined(head, word().getBytes(StandardCharsets.UTF_8)), tail);
            };
            if (made.length > LONGEST) {
                made = Arrays.copyOf(made, LONGEST);
            }
        }
        return made;
    }

    private String word() {
        List<String> from = random.nextInt(4) == 0 ? Nasty.JSON : Nasty.TEXT;
        return from.get(random.nextInt(from.size()));
    }

    private byte[] end(byte[] other) {
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private byte[] flipped(byte[] seed, int at) {
        if (seed.length == 0) {
            return seed;
        }
        byte[] made = seed.clone();
        made[at % made.length] ^= (byte) (1 << random.nextInt(8));
        return made;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
