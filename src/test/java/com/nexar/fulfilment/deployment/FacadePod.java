package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What has to hold of the facade's pods beside Pod Security: what they read, where they may write, how they are probed and spread. */
public final class FacadePod {

    private static final Pattern SECRET = Pattern.compile("PASSWORD|KEY|TOKEN|SECRET");
    private static final Map<String, String> PROBES =
            Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready");
    private static final int MANAGEMENT = 9000;

    private final JsonNode pod;
    private final List<String> faults = new ArrayList<>();

    private FacadePod(JsonNode pod) {
        this.pod = pod;
    }

    /** Each as where and what; empty where all is well. @param pod its spec */
    public static List<String> faults(JsonNode pod) {
        FacadePod look = new FacadePod(pod);
        look.atThePod();
        for (String list : List.of("containers", "initContainers")) {
            pod.path(list).forEach(look::atTheContainer);
        }
        pod.path("containers").forEach(look::atTheProbes);
        return look.faults;
    }

    private void atThePod() {
        rule(!pod.path("automountServiceAccountToken").asBoolean(true), "pod", "has a token of Kubernetes");
        rule(pod.path("topologySpreadConstraints").size() > 0, "pod", "is not spread");
        pod.path("topologySpreadConstraints")
                .forEach(each -> rule(
                        each.path("matchLabelKeys").toString().contains("\"pod-template-hash\""),
                        each.path("topologyKey").asText(),
                        "pods of the release before are counted"));
        boolean tmp = false;
        for (JsonNode volume : pod.path("volumes")) {
            tmp |= volume.path("name").asText().equals("tmp") && volume.has("emptyDir");
        }
        rule(tmp, "pod", "/tmp is no folder of its own");
    }

    private void atTheContainer(JsonNode container) {
        String at = container.path("name").asText();
        rule(container.path("envFrom").isEmpty(), at, "secrets come as files");
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            rule(KnownEnvironment.reads(name), at, "nothing reads " + name);
            rule(!SECRET.matcher(name).find() || !variable.has("value"), at, name + " in clear");
        }
        rule(container.at("/securityContext/readOnlyRootFilesystem").asBoolean(), at, "its root can be written to");
        List<String> writable = new ArrayList<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            if (!mount.path("readOnly").asBoolean()) {
                writable.add(mount.path("mountPath").asText() + " from "
                        + mount.path("name").asText());
            }
        }
        rule(writable.equals(List.of("/tmp from tmp")), at, "writes to " + writable);
    }

    private void atTheProbes(JsonNode container) {
        String at = container.path("name").asText();
        PROBES.forEach((probe, path) -> {
            JsonNode asked = container.path(probe).path("httpGet");
            rule(asked.path("path").asText().equals("/q/health/" + path), at, probe + " asks elsewhere");
            rule(port(container, asked.path("port")) == MANAGEMENT, at, probe + " is not on the management port");
        });
    }

    private static int port(JsonNode container, JsonNode asked) {
        for (JsonNode port : container.path("ports")) {
            if (port.path("name").equals(asked)) {
                return port.path("containerPort").asInt();
            }
        }
        return asked.asInt();
    }

    private void rule(boolean holds, String at, String fault) {
        if (!holds) {
            faults.add(at + ": " + fault);
        }
    }
}
