package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule for our pods is broken once in the base, and seen. */
class FacadePodTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                 | automountServiceAccountToken | true               | pod: has a token of Kubernetes
            ''                                 | topologySpreadConstraints    | []                 | pod: is not spread
            /topologySpreadConstraints/1       | matchLabelKeys               | []                 | kubernetes.io/hostname: pods of the release before are counted
            /containers/0                      | envFrom                      | [{"secretRef":{}}] | facade: secrets come as files
            /containers/0/securityContext      | readOnlyRootFilesystem       | false              | facade: its root can be written to
            /initContainers/0/securityContext  | readOnlyRootFilesystem       | false              | migrate: its root can be written to
            /containers/0/volumeMounts/0       | readOnly                     | false              | facade: writes to [/etc/fulfilment from settings, /tmp from tmp]
            /containers/0/volumeMounts/2       | mountPath                    | "/var"             | facade: writes to [/var from tmp]
            /containers/0/readinessProbe/httpGet | path                       | "/q/health/live"   | facade: readinessProbe asks elsewhere
            /containers/0/livenessProbe/httpGet | port                        | "http"             | facade: livenessProbe is not on the management port
            /containers/0                      | startupProbe                 | {}                 | facade: startupProbe asks elsewhere
            """)
    void what_is_not_as_it_has_to_be_is_told(String at, String field, String value, String fault) throws IOException {
        JsonNode pod = pod();
        ((ObjectNode) pod.at(at)).set(field, JSON.readTree(value));

        assertThat(FacadePod.faults(pod)).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_FLYWAY_MIGRATE_AT_STRAT",
                "QUARKUS_FLYWAY_LOCATIONS",
                "FULFILMENT_BRANDS_ACME_EASYECOM_TEIR",
                "FULFILMENT_WEBHOOKS_ALLOW_PRIVATE_ADRESSES"
            })
    void a_name_that_nothing_reads_is_told(String name) {
        assertThat(FacadePod.faults(with(name, "1"))).containsExactly("facade: nothing reads " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_DATASOURCE_PASSWORD",
                "FULFILMENT_SECRETS_KEY",
                "FULFILMENT_BRANDS_ACME_EASYECOM_API_KEY",
                "FULFILMENT_BRANDS_ACME_EASYECOM_WEBHOOK_TOKEN"
            })
    void a_secret_in_clear_is_told(String name) {
        assertThat(FacadePod.faults(with(name, "s3cret"))).containsExactly("facade: " + name + " in clear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FULFILMENT_BRANDS_ACME_EASYECOM_TIER", "QUARKUS_LOG_LEVEL", "QUARKUS_DATASOURCE_JDBC_URL"})
    void what_the_code_reads_passes(String name) {
        assertThat(FacadePod.faults(with(name, "1"))).isEmpty();
    }

    private static JsonNode with(String name, String value) {
        JsonNode pod = pod();
        ((ArrayNode) pod.at("/containers/0/env")).addObject().put("name", name).put("value", value);
        return pod;
    }

    private static JsonNode pod() {
        JsonNode pod =
                Manifests.file(Path.of("kubernetes/base/deployment.yaml")).pod().deepCopy();
        assertThat(FacadePod.faults(pod)).isEmpty();
        return pod;
    }
}
