package com.nexar.fulfilment.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process as a pod with a read-only root has it: everything mounted read-only but for an empty /tmp, an uid that nobody knows, no
 * capabilities and no way to new ones. What the pod's volumes and image would bring lies below /mnt.
 */
final class Confinement {

    static final int UID = 54321;
    static final String DEPLOYMENTS = "/mnt/deployments";
    static final String ETC = "/mnt/etc";
    static final String JAVA = "/mnt/java/bin/java";

    /** $1 the artefact, $2 the settings, $3 the JVM's home, then the command. */
    private static final String WALLS = """
            set -e
            mount -t tmpfs -o mode=0755 tmpfs /mnt
            mkdir /mnt/deployments /mnt/etc /mnt/java
            if [ -d "$1" ]; then
              mount --bind "$1" /mnt/deployments
            else
              touch /mnt/deployments/fulfilment-facade
              mount --bind "$1" /mnt/deployments/fulfilment-facade
            fi
            mount --bind "$2" /mnt/etc
            mount --bind "$3" /mnt/java
            shift 3
            mount -t tmpfs -o mode=1777,size=256m tmpfs /tmp
            cut -d ' ' -f 5 /proc/self/mountinfo | sort -r | while read -r at; do
              case "$at" in
                /tmp | /proc | /proc/*) ;;
                *) [ ! -e "$at" ] || mount -o remount,bind,ro "$at" ;;
              esac
            done
            cd /mnt/deployments
            exec setpriv --reuid UID --regid 0 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
            """.replace("UID", Integer.toString(UID));

    private Confinement() {}

    /** Skips the test, and says why, where such walls cannot be built. */
    static void assumePossible() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "Not root: no process is confined here");
        for (String tool : List.of("unshare", "setpriv", "nsenter", "mount")) {
            assumeTrue(
                    List.of("/usr/bin/", "/bin/").stream().anyMatch(at -> Files.isExecutable(Path.of(at + tool))),
                    "No " + tool + " (util-linux): no process is confined here");
        }
        assumeTrue(
                code(List.of("unshare", "--mount", "true")) == 0,
                "This machine lets nobody have mounts of his own: no process is confined here");
    }

    static List<String> around(Artefact artefact, Path settings, List<String> command) {
        List<String> confined =
                new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", WALLS, "walls"));
        confined.add(artefact.path().toString());
        confined.add(settings.toAbsolutePath().toString());
        confined.add(System.getProperty("java.home"));
        confined.addAll(command);
        return confined;
    }

    /** What becomes of a write there, by root itself, among the mounts of this process: the shell's words, empty where it works. */
    static String write(long pid, String file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "nsenter", "--target", Long.toString(pid), "--mount", "sh", "-c", ": > \"$0\"", file)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said.strip();
    }

    private static int code(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
