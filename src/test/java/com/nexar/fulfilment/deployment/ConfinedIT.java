package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.WalkThrough;
import com.nexar.fulfilment.markers.Markers;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import com.nexar.fulfilment.sandbox.Sandbox;
import com.nexar.fulfilment.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged facade, jar or native executable, as an uid that nobody knows, with a root that is read-only and only /tmp to write to:
 * its migration, then a pod without the owner's password that goes the README's whole walk-through.
 */
@Tag("packaged")
class ConfinedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGTERM = 15;
    private static final List<String> ELSEWHERE = List.of(
            "/", "/etc", "/var/tmp", "/var/log", "/run", "/dev/shm", "/root", "/mnt", "/mnt/etc", "/mnt/deployments");

    private final Artefact artefact = Artefact.built();

    @TempDir
    Path folder;

    @BeforeAll
    static void where_it_can_be() throws IOException, InterruptedException {
        Confinement.assumePossible();
    }

    @Test
    void the_walk_through_passes_as_an_unknown_uid_with_a_read_only_root() throws Exception {
        Path settings = Files.createDirectory(folder.resolve("etc"));
        Path walk = Files.createDirectory(folder.resolve("walk"));
        Certificate certificate = Certificate.make(folder);
        try (PlaygroundDatabase database =
                        PlaygroundDatabase.startWithTls(certificate.certificate(), certificate.key());
                Sandbox sandbox = Sandbox.start(SandboxSettings.demo())) {
            PodFiles files = new PodFiles(settings, sandbox.url(), database.port(), Confinement.ETC)
                    .write()
                    .with(certificate);

            try (FacadeProcess migration = confined("migrate", files)) {
                assertThat(migration.awaitEnd(PATIENCE)).as(migration.said()).isZero();
                keepsItsSecrets(migration.said());
            }
            Files.delete(settings.resolve("fulfilment-owner/owner.properties"));
            try (FacadeProcess facade = confined("facade", files)) {
                facade.awaitReady(PATIENCE);
                hasNoRights(facade.pid());
                canWriteToTmpAlone(facade.pid());

                facade.awaitAnswer(
                        "/v1/brands/acme/locations/blr1/shipments/90210001", PodFiles.KEY, "RECEIVED", PATIENCE);
                WalkThrough.bringsAShipmentToDelivered(facade.api(), PodFiles.KEY, walk);
                isWokenByThreadsWhereItIsNative(facade.pid());

                assertThat(facade.said()).doesNotContain("Read-only file system", "Permission denied");
                facade.terminate();
                assertThat(facade.awaitEnd(Duration.ofSeconds(25)))
                        .as(facade.said())
                        .isIn(0, 128 + SIGTERM);
                keepsItsSecrets(facade.said());
            }
        }
    }

    /** See {@link com.nexar.fulfilment.access.CommandLine}. The last fifteen letters of each thread's name are what Linux knows. */
    private void isWokenByThreadsWhereItIsNative(long pid) throws IOException {
        if (!artefact.isNative()) {
            return;
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                try {
                    names.add(Files.readString(thread.resolve("comm")).strip());
                } catch (IOException ended) { // and is no poller, which stay
                    continue;
                }
            }
        }
        assertThat(names).contains("Read-Poller").doesNotContain("MasterPoller");
    }

    private FacadeProcess confined(String container, PodFiles files) throws IOException {
        return FacadeProcess.start(
                Confinement.around(
                        artefact, files.folder(), artefact.command(Confinement.DEPLOYMENTS, Confinement.JAVA)),
                files.environment(container),
                folder.resolve(container + ".log"));
    }

    /** What it was given as files, and the buyers. */
    private static void keepsItsSecrets(String said) {
        assertThat(said).contains("\"message\"").doesNotContain(PodFiles.SECRETS);
        said.lines().forEach(line -> Markers.mustNotBeIn("A line of the log", line));
    }

    private static void hasNoRights(long pid) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        String uid = Integer.toString(Confinement.UID);
        assertThat(status)
                .contains("Uid:\t" + String.join("\t", uid, uid, uid, uid))
                .contains("Gid:\t0\t0\t0\t0")
                .contains("CapEff:\t0000000000000000")
                .contains("CapBnd:\t0000000000000000")
                .contains("NoNewPrivs:\t1");
    }

    private static void canWriteToTmpAlone(long pid) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/mountinfo"))) {
            String[] mount = line.split(" ");
            options.put(mount[4], mount[5]); // of several on one place the last is what one sees
        }
        List<String> writable = options.entrySet().stream()
                .filter(each -> !List.of(each.getValue().split(",")).contains("ro"))
                .map(Map.Entry::getKey)
                .filter(at -> !at.equals("/proc") && !at.startsWith("/proc/"))
                .toList();
        assertThat(writable).containsExactly("/tmp");
        for (String at : ELSEWHERE) {
            if (Files.isDirectory(Path.of(at)) || at.startsWith("/mnt")) {
                assertThat(Confinement.write(pid, at + "/probe")).as(at).contains("Read-only file system");
            }
        }
        assertThat(Confinement.write(pid, "/tmp/probe")).isEmpty();
    }
}
