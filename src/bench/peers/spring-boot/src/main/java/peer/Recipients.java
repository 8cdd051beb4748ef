package peer;

import org.springframework.data.jpa.repository.JpaRepository;

interface Recipients extends JpaRepository<Recipient, ShipmentId> {}
