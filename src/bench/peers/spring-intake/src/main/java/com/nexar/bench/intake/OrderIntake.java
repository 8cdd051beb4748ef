package com.nexar.bench.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

@Service
public class OrderIntake {

    private final Orders orders;
    private final boolean lookUpFirst;

    /** @param lookUpFirst what is there is asked for once a page; else {@code saveAll} asks for each order by itself */
    OrderIntake(Orders orders, @Value("${intake.look-up-first:true}") boolean lookUpFirst) {
        this.orders = orders;
        this.lookUpFirst = lookUpFirst;
    }

    @Transactional
    public void take(List<JsonNode> rows) {
        Map<Long, CustomerOrder> known = lookUpFirst
                ? orders.findAllById(rows.stream().map(CustomerOrder::id).toList()).stream()
                        .collect(Collectors.toMap(CustomerOrder::getId, Function.identity()))
                : Map.of();
        List<CustomerOrder> all = new ArrayList<>();
        for (JsonNode row : rows) {
            CustomerOrder order = known.get(CustomerOrder.id(row));
            if (order == null) {
                order = new CustomerOrder(CustomerOrder.id(row), lookUpFirst);
            }
            all.add(order.learn(row));
        }
        orders.saveAll(all);
    }
}
