package com.nexar.bench.intake;

import org.springframework.data.jpa.repository.JpaRepository;

interface Orders extends JpaRepository<CustomerOrder, Long> {}
