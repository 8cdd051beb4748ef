package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** A query for some of many is written once, however many they are. */
@QuarkusTest
class AmongTest {

    private static final Location HERE = new Location("among", "blr1", "Bengaluru 1", "nx1000000001");

    private static final String QUERY = "select count(*) from Shipment where " + Among.them("key.shipmentId", "?1");

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory factory;

    @Test
    void a_query_is_kept_whatever_the_number_of_values() {
        asked(1L);
        Statistics statistics = factory.getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            asked(1L, 2L, 3L);
            // what it says, and what it is in SQL
            assertThat(statistics.getQueryStatistics(QUERY).getPlanCacheHitCount())
                    .isEqualTo(2);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    private void asked(Long... ids) {
        transactions.in(
                HERE,
                () -> entities.createQuery(QUERY, Long.class)
                        .setParameter(1, ids)
                        .getResultList());
    }
}
