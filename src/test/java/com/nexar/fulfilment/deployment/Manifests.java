package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Kubernetes' manifests: one file as it stands, or a brand as kustomize renders it. */
public record Manifests(List<JsonNode> all) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)\\.");

    /** The folders of all brands. */
    public static List<Path> brands() {
        try (Stream<Path> folders = Files.list(Path.of("kubernetes/brands"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each brand of a folder of brands says of itself, by its name. */
    public static Map<String, Properties> settings(Path brands) {
        Map<String, Properties> settings = new TreeMap<>();
        try (Stream<Path> folders = Files.list(brands)) {
            for (Path brand : folders.toList()) {
                Properties properties = new Properties();
                properties.load(new StringReader(Files.readString(brand.resolve("brand.properties"))));
                settings.put(brand.getFileName().toString(), properties);
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this machine has a kubectl that understands our kustomizations (components, kustomize 5 or later). */
    public static boolean canRender() {
        try {
            Matcher version = KUSTOMIZE.matcher(said(List.of("kubectl", "version", "--client")));
            return version.find() && Integer.parseInt(version.group(1)) >= 5;
        } catch (UncheckedIOException none) {
            return false;
        }
    }

    /** As {@code kubectl apply -k} would send it. */
    public static Manifests render(Path folder) {
        return parse(said(List.of("kubectl", "kustomize", folder.toString())));
    }

    public static Manifests file(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<JsonNode> ofKind(String kind) {
        return all.stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only one of its kind. */
    public JsonNode one(String kind) {
        List<JsonNode> found = ofKind(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + ": " + found);
        }
        return found.getFirst();
    }

    /** The spec of the facade's pods. */
    public JsonNode pod() {
        return one("Deployment").at("/spec/template/spec");
    }

    public JsonNode container(String name) {
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode each : pod().path(list)) {
                if (each.path("name").asText().equals(name)) {
                    return each;
                }
            }
        }
        throw new AssertionError("no container " + name);
    }

    public static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    private static Manifests parse(String yaml) {
        List<JsonNode> all = new ArrayList<>();
        // anchors are known to this parser only
        for (Object document : new Yaml().loadAll(yaml)) {
            all.add(JSON.valueToTree(document));
        }
        return new Manifests(all);
    }

    private static String said(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
