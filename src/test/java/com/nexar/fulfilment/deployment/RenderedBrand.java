package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What has to hold of a brand's manifests together: they fit each other, and nothing in them is secret or left open. */
record RenderedBrand(String code, Manifests manifests) {

    private static final Set<String> SECRETS =
            Set.of("fulfilment-facade", "fulfilment-facade-owner", "fulfilment-db-ca");
    private static final List<String> BOTH = List.of("facade", "migrate");

    /** quarkus.datasource.jdbc.max-size, and the connection on which a pod listens. */
    private static final int CONNECTIONS_OF_A_POD = 21;

    private static final int CONNECTIONS_FOR_PEOPLE = 20;

    void holds() throws IOException {
        pods_are_restricted_limited_and_of_a_pinned_image();
        everything_is_in_the_namespace_of_the_brand();
        everybody_selects_the_pods();
        there_are_two_pods_at_least_and_connections_for_all();
        settings_are_where_the_code_is_told_to_look();
        its_locations_have_keys();
        nothing_in_the_settings_is_secret();
        only_the_migration_has_the_owners_password();
        nobody_passes_but_who_is_named();
        what_is_committed_is_on_two_disks();
    }

    private void pods_are_restricted_limited_and_of_a_pinned_image() {
        assertThat(PodSecurity.violations(manifests.pod())).isEmpty();
        assertThat(FacadePod.faults(manifests.pod())).isEmpty();
        JsonNode account = manifests.one("ServiceAccount");
        assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(manifests.pod().path("serviceAccountName").asText()).isEqualTo(Manifests.name(account));
        assertThat(manifests.ofKind("Secret")).isEmpty();
        for (String name : BOTH) {
            JsonNode container = manifests.container(name);
            assertThat(container.path("image").asText())
                    .as("with a tag or a digest, and not latest")
                    .matches("[a-z0-9./-]+(:\\d+\\.\\d+\\.\\d+(-[a-z0-9.]+)?|@sha256:[0-9a-f]{64})")
                    .isEqualTo(manifests.container("facade").path("image").asText());
            for (String what : List.of("requests", "limits")) {
                assertThat(container.at("/resources/" + what).has("memory")).isTrue();
                assertThat(container.at("/resources/" + what).has("cpu")).isTrue();
            }
        }
    }

    private void everything_is_in_the_namespace_of_the_brand() {
        for (JsonNode each : manifests.all()) {
            assertThat(each.at("/metadata/namespace").asText())
                    .as(each.path("kind").asText() + " " + Manifests.name(each))
                    .isEqualTo("fulfilment-" + code);
        }
    }

    private void everybody_selects_the_pods() {
        JsonNode labels = manifests.one("Deployment").at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>(List.of(
                manifests.one("Deployment").at("/spec/selector/matchLabels"),
                manifests.one("Service").at("/spec/selector"),
                manifests.one("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                policy("fulfilment-facade").at("/spec/podSelector/matchLabels")));
        manifests.ofKind("PodMonitor").forEach(each -> selectors.add(each.at("/spec/selector/matchLabels")));
        manifests
                .pod()
                .path("topologySpreadConstraints")
                .forEach(each -> selectors.add(each.at("/labelSelector/matchLabels")));
        for (JsonNode selector : selectors) {
            assertThat(selector).isNotEmpty();
            selector.properties()
                    .forEach(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
        }
        assertThat(labels.path("app.kubernetes.io/instance").asText()).isEqualTo(code);
        JsonNode target = manifests.one("HorizontalPodAutoscaler").at("/spec/scaleTargetRef");
        assertThat(target.path("name").asText()).isEqualTo(Manifests.name(manifests.one("Deployment")));
        List<String> ports = manifests.container("facade").path("ports").findValuesAsText("name");
        assertThat(ports)
                .contains(
                        manifests.one("Service").at("/spec/ports/0/targetPort").asText());
        manifests
                .ofKind("PodMonitor")
                .forEach(each -> assertThat(ports)
                        .contains(each.at("/spec/podMetricsEndpoints/0/port").asText()));
    }

    private void there_are_two_pods_at_least_and_connections_for_all() {
        JsonNode bounds = manifests.one("HorizontalPodAutoscaler").path("spec");
        int most = bounds.path("maxReplicas").asInt();
        assertThat(bounds.path("minReplicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(most).isGreaterThanOrEqualTo(bounds.path("minReplicas").asInt());
        JsonNode rolling = manifests.one("Deployment").at("/spec/strategy/rollingUpdate");
        assertThat(rolling.path("maxUnavailable").asInt(1)).isZero();
        for (JsonNode database : manifests.ofKind("Cluster")) {
            assertThat((most + rolling.path("maxSurge").asInt()) * CONNECTIONS_OF_A_POD + CONNECTIONS_FOR_PEOPLE)
                    .isLessThanOrEqualTo(database.at("/spec/postgresql/parameters/max_connections")
                            .asInt());
        }
    }

    /** Each file that a container is told to read is in a volume that it has. */
    private void settings_are_where_the_code_is_told_to_look() {
        JsonNode settings = manifests.one("ConfigMap");
        for (String name : BOTH) {
            JsonNode container = manifests.container(name);
            Map<String, String> at = new HashMap<>();
            container
                    .path("volumeMounts")
                    .forEach(mount -> at.put(
                            mount.path("mountPath").asText(), mount.path("name").asText()));
            for (String file : locations(container)) {
                String volume = at.get(file.substring(0, file.lastIndexOf('/')));
                assertThat(volume).as(name + " reads " + file).isNotNull();
                JsonNode source = volume(volume);
                if (source.has("configMap")) {
                    assertThat(source.at("/configMap/name").asText()).isEqualTo(Manifests.name(settings));
                    assertThat(settings.path("data").has(file.substring(file.lastIndexOf('/') + 1)))
                            .as(file)
                            .isTrue();
                } else {
                    assertThat(SECRETS).contains(source.at("/secret/secretName").asText());
                }
            }
        }
        Set<String> used = new TreeSet<>();
        manifests.pod().path("volumes").findValuesAsText("secretName").forEach(used::add);
        assertThat(SECRETS).containsAll(used);
    }

    private void its_locations_have_keys() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(
                manifests.one("ConfigMap").at("/data/brand.properties").asText()));
        assertThat(LocationKeys.faults(Map.of(code, properties))).isEmpty();
    }

    private void nothing_in_the_settings_is_secret() throws IOException {
        for (JsonNode map : manifests.ofKind("ConfigMap")) {
            for (JsonNode file : map.path("data")) {
                Properties properties = new Properties();
                properties.load(new StringReader(file.asText()));
                assertThat(properties.stringPropertyNames())
                        .noneMatch(key -> key.matches(".*(password|api-key|email|token|sha256|secrets\\.key)$"))
                        .noneMatch(key -> key.startsWith("quarkus.flyway."));
                assertThat(file.asText())
                        .as("what a scanner takes for a secret, in a comment as well")
                        .doesNotContainPattern(
                                "(?i)(password|passphrase|passwo?r?d|pass|pwd|secret(key)?|token)\\s*[=:]");
            }
        }
    }

    private void only_the_migration_has_the_owners_password() {
        for (String name : BOTH) {
            JsonNode container = manifests.container(name);
            List<String> mounted = new ArrayList<>();
            container
                    .path("volumeMounts")
                    .forEach(mount -> mounted.add(volume(mount.path("name").asText())
                            .at("/secret/secretName")
                            .asText()));
            boolean migrates = name.equals("migrate");
            assertThat(mounted.contains("fulfilment-facade-owner")).as(name).isEqualTo(migrates);
            assertThat(environment(container, "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                    .isEqualTo(Boolean.toString(migrates));
            assertThat(environment(container, "QUARKUS_INIT_AND_EXIT")).isEqualTo(migrates ? "true" : "");
        }
    }

    private void nobody_passes_but_who_is_named() {
        JsonNode deny = policy("default-deny").path("spec");
        assertThat(deny.path("podSelector")).isEmpty();
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
        assertThat(deny.path("policyTypes")).hasSize(2);
        JsonNode ours = policy("fulfilment-facade").path("spec");
        assertThat(ours.at("/ingress/0/from/0/namespaceSelector/matchLabels")
                        .path("fulfilment-client/" + code)
                        .asText())
                .isEqualTo("true");
        List<Integer> out = new ArrayList<>();
        for (JsonNode each : manifests.ofKind("NetworkPolicy")) {
            if (each.at("/spec/podSelector").equals(ours.path("podSelector"))) {
                each.at("/spec/egress").forEach(rule -> {
                    assertThat(rule.path("to")).as("to somebody").isNotEmpty();
                    rule.path("ports").forEach(port -> out.add(port.path("port").asInt()));
                });
            }
        }
        assertThat(out).containsExactlyInAnyOrder(53, 53, 5353, 5353, 443, 5432);
    }

    private void what_is_committed_is_on_two_disks() {
        for (JsonNode database : manifests.ofKind("Cluster")) {
            assertThat(database.at("/spec/instances").asInt())
                    .as("one may fail and writing goes on")
                    .isGreaterThanOrEqualTo(3);
            JsonNode synchronous = database.at("/spec/postgresql/synchronous");
            assertThat(synchronous.path("method").asText()).isEqualTo("any");
            assertThat(synchronous.path("number").asInt()).isEqualTo(1);
            assertThat(synchronous.path("dataDurability").asText()).isEqualTo("required");
            JsonNode role = database.at("/spec/managed/roles/0");
            assertThat(role.path("bypassrls").asBoolean(true)).isFalse();
            assertThat(role.path("superuser").asBoolean(true)).isFalse();
            assertThat(database.at("/spec/bootstrap/initdb/owner").asText())
                    .isNotEqualTo(role.path("name").asText());
        }
    }

    private JsonNode policy(String name) {
        return manifests.ofKind("NetworkPolicy").stream()
                .filter(each -> Manifests.name(each).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode volume(String name) {
        for (JsonNode each : manifests.pod().path("volumes")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no volume " + name);
    }

    private static List<String> locations(JsonNode container) {
        return Arrays.asList(environment(container, "QUARKUS_CONFIG_LOCATIONS").split(","));
    }

    private static String environment(JsonNode container, String name) {
        for (JsonNode each : container.path("env")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("value").asText();
            }
        }
        return "";
    }
}
