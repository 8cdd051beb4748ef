package com.nexar.fulfilment.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API document as it was written when the artefact was built: its JSON is there, its YAML is made once, when it is asked for. */
public final class BuiltDocument implements OpenApiDocumentHolder {

    private static final String JSON = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

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
            try (InputStream document = open()) {
                yaml = YAML.writeValueAsBytes(new ObjectMapper().readTree(document));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
