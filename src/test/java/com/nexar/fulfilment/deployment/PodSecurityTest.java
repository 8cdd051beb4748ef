package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of Pod Security is broken once in our own pod, and seen. */
class PodSecurityTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                               | hostNetwork              | true                                    | host namespaces
            ''                               | hostPID                  | true                                    | host namespaces
            ''                               | hostIPC                  | true                                    | host namespaces
            ''                               | volumes                  | [{"name":"x","hostPath":{"path":"/"}}]  | volume types
            /securityContext                 | sysctls                  | [{"name":"kernel.msgmax","value":"1"}]  | sysctls
            /securityContext                 | runAsUser                | 0                                       | running as non-root user
            /securityContext                 | runAsNonRoot             | false                                   | running as non-root
            /securityContext                 | seccompProfile           | {"type":"Unconfined"}                   | seccomp
            /securityContext                 | windowsOptions           | {"hostProcess":true}                    | host process
            /securityContext                 | seLinuxOptions           | {"type":"spc_t"}                        | SELinux
            /securityContext                 | appArmorProfile          | {"type":"Unconfined"}                   | AppArmor
            /containers/0/securityContext    | privileged               | true                                    | privileged containers
            /containers/0/securityContext    | procMount                | "Unmasked"                              | /proc mount type
            /containers/0/securityContext    | allowPrivilegeEscalation | true                                    | privilege escalation
            /containers/0/securityContext    | runAsUser                | 0                                       | running as non-root user
            /containers/0/securityContext    | capabilities             | {}                                      | capabilities
            /containers/0/securityContext    | capabilities             | {"drop":["ALL"],"add":["SYS_ADMIN"]}    | capabilities
            /containers/0                    | ports                    | [{"containerPort":80,"hostPort":80}]    | host ports
            /containers/0/livenessProbe/httpGet | host                  | "10.0.0.1"                              | host probes
            /initContainers/0/securityContext | privileged              | true                                    | privileged containers
            """)
    void a_pod_that_breaks_a_rule_is_told_by_its_name(String at, String field, String value, String rule)
            throws IOException {
        JsonNode pod =
                Manifests.file(Path.of("kubernetes/base/deployment.yaml")).pod().deepCopy();
        assertThat(PodSecurity.violations(pod)).isEmpty();

        ObjectNode broken = (ObjectNode) pod.at(at);
        broken.set(field, JSON.readTree(value));
        if (field.equals("runAsNonRoot")) {
            pod.path("containers").forEach(each -> ((ObjectNode) each.path("securityContext")).remove(field));
        }

        assertThat(PodSecurity.violations(pod)).anyMatch(each -> each.startsWith(rule));
    }
}
