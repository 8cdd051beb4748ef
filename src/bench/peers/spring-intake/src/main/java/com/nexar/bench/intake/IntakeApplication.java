package com.nexar.bench.intake;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@SpringBootApplication
public class IntakeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(IntakeApplication.class, arguments);
    }

    /** Tells on its output how many orders are in, after each page; then stays until it is stopped. */
    @Bean
    CommandLineRunner walk(EasyEcom easyecom, OrderIntake intake, @Value("${intake.orders}") long wanted) {
        return arguments -> {
            long taken = 0;
            String cursor = null;
            do {
                EasyEcom.Page page = easyecom.page(cursor);
                List<JsonNode> rows = page.rows();
                intake.take(rows);
                taken += rows.size();
                System.out.println("taken " + taken);
                cursor = page.next();
            } while (cursor != null && taken < wanted);
            Thread.sleep(Long.MAX_VALUE);
        };
    }
}
