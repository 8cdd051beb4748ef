package com.nexar.fulfilment;

import static com.nexar.fulfilment.RoomsTest.MAIN;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.orders.Stage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.Entity;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house beside the stairs (house style, rooms and size). */
class HouseRulesTest {

    private static final int LONGEST_FILE = 250;

    private static final String HTTP_CLIENTS =
            "io\\.vertx\\.core\\.http\\.(HttpClient|WebSocketClient|RequestOptions).*"
                    + "|io\\.vertx\\.ext\\.web\\.client\\..*|java\\.net\\.http\\..*|jakarta\\.ws\\.rs\\.client\\..*"
                    + "|org\\.eclipse\\.microprofile\\.rest\\.client\\..*|java\\.net\\.(HttpURLConnection|URL|URLConnection|Socket)"
                    + "|io\\.vertx\\.mutiny\\..*";

    @Test
    void only_easyecom_and_webhooks_call_anybody_over_HTTP() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..fulfilment.easyecom..", "..fulfilment.webhooks..")
                .should()
                .dependOnClassesThat(nameMatching(HTTP_CLIENTS))
                .orShould()
                .callMethodWhere(
                        target(nameMatching("create(Http|WebSocket|Net)Client.*|(http|webSocket)ClientBuilder")))
                .check(MAIN);
    }

    @Test
    void only_Transactions_opens_transactions() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Transactions.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Statements.class.getName())
                .should()
                .callMethodWhere(target(owner(nameMatching("io\\.quarkus\\.narayana\\.jta\\..*")))
                        .and(target(nameMatching("(?!getStatus).*"))))
                .orShould()
                .dependOnClassesThat(nameMatching("jakarta\\.transaction\\.(?!Status).*"))
                .orShould()
                .dependOnClassesThat(nameMatching("(javax\\.sql\\.|io\\.agroal\\.|java\\.sql\\.DriverManager).*"))
                .orShould()
                .callMethodWhere(target(nameMatching("beginTransaction|getTransaction|openSession|withTransaction")))
                .check(MAIN);
    }

    @Test
    void only_easyecom_asks_whether_a_transaction_is_open() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..fulfilment.easyecom..", "..fulfilment.access..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(QuarkusTransaction.class)
                .check(MAIN);
    }

    @Test
    void no_native_query_names_the_class_of_its_result() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("createNativeQuery"))
                        .and(describe(
                                "with a class",
                                call -> call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(Class.class)))))
                .because("Hibernate keeps another plan of it at every call, and looks through all of them at the next")
                .check(MAIN);
    }

    @Test
    void rows_are_locked_as_they_are_and_not_as_the_session_has_read_them() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..fulfilment.access..")
                .should()
                .callMethodWhere(target(nameMatching("find|findById|findByIdOptional|lock"))
                        .and(describe(
                                "with a lock",
                                call -> call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(LockModeType.class)))))
                .because("access.Locks reads them again")
                .check(MAIN);
    }

    @Test
    void only_the_deadline_of_a_pod_that_stops_waits_for_the_end_of_workers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..fulfilment.stopping..")
                .should()
                .callMethodWhere(target(nameMatching("awaitTermination")))
                .check(MAIN);
    }

    @Test
    void entities_never_leave_their_room() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(MAIN);
    }

    @Test
    void only_orders_and_tracking_ask_the_stage_table() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..fulfilment.orders..", "..fulfilment.tracking..")
                .should()
                .callMethod(Stage.class, "mayBecome", Stage.class, Stage.Mover.class)
                .orShould()
                .callMethod(Stage.class, "next", Stage.Mover.class)
                .check(MAIN);
    }

    @Test
    void no_class_has_a_name_that_says_nothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(MAIN);
    }

    @Test
    void resources_are_package_private_and_their_methods_public() {
        // a method that is not public silently answers 404
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .bePackagePrivate()
                .andShould()
                .beAnnotatedWith(jakarta.ws.rs.Path.class)
                .check(MAIN);
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .andShould()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .check(MAIN);
    }

    @Test
    void no_file_is_longer_than_a_screen_or_five() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST_FILE)
                    .map(Path::toString)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
