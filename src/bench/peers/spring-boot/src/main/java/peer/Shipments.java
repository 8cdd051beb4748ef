package peer;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Shipments extends JpaRepository<Shipment, ShipmentId> {

    @Query("select distinct s.orderId from Shipment s"
            + " where s.id.brand = :brand and s.location = :location and s.orderId > :after order by s.orderId")
    List<Long> orderIds(String brand, String location, long after, Limit limit);

    @Query("from Shipment s where s.id.brand = :brand and s.location = :location and s.orderId in :orderIds"
            + " order by s.orderId, s.id.shipmentId")
    List<Shipment> ofOrders(String brand, String location, Collection<Long> orderIds);
}
