package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The Pod Security Standard "restricted", rule by rule, with all of "baseline", which it includes. */
public final class PodSecurity {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");
    private static final Set<String> SELINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    private final JsonNode pod;
    private final List<String> violations = new ArrayList<>();

    private PodSecurity(JsonNode pod) {
        this.pod = pod;
    }

    /** Each as the rule's name and where; empty where the API server would let the pod in. */
    public static List<String> violations(JsonNode pod) {
        PodSecurity check = new PodSecurity(pod);
        check.ofThePod();
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            pod.path(list).forEach(container -> check.ofTheContainer(container));
        }
        return check.violations;
    }

    private void ofThePod() {
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            rule(!pod.path(host).asBoolean(), "host namespaces", host);
        }
        JsonNode context = pod.path("securityContext");
        windowsAndLinuxModules(context, "pod");
        context.path("sysctls")
                .forEach(each -> rule(SAFE_SYSCTLS.contains(each.path("name").asText()), "sysctls", each.toString()));
        rule(!context.has("runAsUser") || context.path("runAsUser").asLong() != 0, "running as non-root user", "pod");
        for (JsonNode volume : pod.path("volumes")) {
            volume.fieldNames()
                    .forEachRemaining(
                            type -> rule(type.equals("name") || VOLUMES.contains(type), "volume types", type));
        }
    }

    private void ofTheContainer(JsonNode container) {
        String at = container.path("name").asText();
        JsonNode context = container.path("securityContext");
        windowsAndLinuxModules(context, at);
        rule(!context.path("privileged").asBoolean(), "privileged containers", at);
        rule(context.path("procMount").asText("Default").equals("Default"), "/proc mount type", at);
        rule(!context.path("allowPrivilegeEscalation").asBoolean(true), "privilege escalation", at);
        rule(effective(context, "/runAsNonRoot").asBoolean(), "running as non-root", at);
        rule(!context.has("runAsUser") || context.path("runAsUser").asLong() != 0, "running as non-root user", at);
        rule(SECCOMP.contains(effective(context, "/seccompProfile/type").asText()), "seccomp", at);
        boolean dropsAll = false;
        for (JsonNode each : context.at("/capabilities/drop")) {
            dropsAll |= each.asText().equals("ALL");
        }
        rule(dropsAll, "capabilities", at);
        context.at("/capabilities/add")
                .forEach(each -> rule(each.asText().equals("NET_BIND_SERVICE"), "capabilities", at));
        container.path("ports").forEach(port -> rule(port.path("hostPort").asInt() == 0, "host ports", at));
        for (String probe : PROBES) {
            noHost(container.path(probe), at);
        }
        noHost(container.at("/lifecycle/preStop"), at);
        noHost(container.at("/lifecycle/postStart"), at);
    }

    private void windowsAndLinuxModules(JsonNode context, String at) {
        rule(!context.at("/windowsOptions/hostProcess").asBoolean(), "host process", at);
        String appArmor = context.at("/appArmorProfile/type").asText("RuntimeDefault");
        rule(SECCOMP.contains(appArmor), "AppArmor", at);
        JsonNode selinux = context.path("seLinuxOptions");
        rule(
                SELINUX.contains(selinux.path("type").asText("")) && !selinux.has("user") && !selinux.has("role"),
                "SELinux",
                at);
        rule(
                !context.has("seccompProfile")
                        || SECCOMP.contains(context.at("/seccompProfile/type").asText()),
                "seccomp",
                at);
    }

    /** A probe that names its host would make the kubelet call somebody else. */
    private void noHost(JsonNode handler, String at) {
        for (String kind : List.of("httpGet", "tcpSocket")) {
            rule(!handler.path(kind).has("host"), "host probes and lifecycle hooks", at);
        }
    }

    private JsonNode effective(JsonNode context, String path) {
        JsonNode own = context.at(path);
        return own.isMissingNode() ? pod.path("securityContext").at(path) : own;
    }

    private void rule(boolean holds, String name, String at) {
        if (!holds) {
            violations.add(name + ": " + at);
        }
    }
}
