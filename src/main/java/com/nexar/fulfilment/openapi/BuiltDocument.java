package com.nexar.fulfilment.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/** The API document as it was written when the artefact was built: its JSON is there, its YAML is made once, when it is asked for. */
final class BuiltDocument implements OpenApiDocumentHolder {

    private static final String JSON = "META-INF/quarkus-generated-openapi-doc.JSON";

    private byte[] yaml;

    @Override
    public byte[] getJsonDocument() {
        try (InputStream document = open()) {
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized byte[] getYamlDocument() {
        if (yaml == null) {
            yaml = SmallRyeOpenAPI.builder()
                    .withConfig(ConfigProvider.getConfig())
                    .withApplicationClassLoader(Thread.currentThread().getContextClassLoader())
                    .withCustomStaticFile(BuiltDocument::open)
                    .enableModelReader(false)
                    .enableStandardStaticFiles(false)
                    .enableAnnotationScan(false)
                    .enableStandardFilter(false)
                    .build()
                    .toYAML()
                    .getBytes(StandardCharsets.UTF_8);
        }
        return yaml;
    }

    private static InputStream open() {
        InputStream document = Thread.currentThread().getContextClassLoader().getResourceAsStream(JSON);
        if (document == null) {
            throw new IllegalStateException("The API document is not in the artefact: " + JSON);
        }
        return document;
    }
}
