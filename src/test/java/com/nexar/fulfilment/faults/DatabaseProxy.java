package com.nexar.fulfilment.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Plain TCP in front of PostgreSQL. A delay is that of every packet towards it; a throttle that of its answers. */
final class DatabaseProxy extends Proxy {

    private static final int CHUNK = 16 * 1024;

    private volatile Duration delay = Duration.ZERO;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    private DatabaseProxy(int targetPort) {
        super(targetPort);
    }

    static DatabaseProxy before(int port) {
        DatabaseProxy proxy = new DatabaseProxy(port);
        proxy.open();
        return proxy;
    }

    @Override
    void trouble(Trouble trouble) {
        switch (trouble) {
            case Trouble.Delay(Duration each) -> delay = each;
            case Trouble.Throttle(int speed) -> bytesPerSecond = speed;
            case Trouble.Blackhole() -> gate.shut();
            case Trouble.Cut() -> cut();
            case Trouble.Late _,
                    Trouble.DropRequest _,
                    Trouble.SwallowRequest _,
                    Trouble.Refuse _,
                    Trouble.DropAnswer _,
                    Trouble.SwallowAnswer _,
                    Trouble.ResetAfter _,
                    Trouble.About _,
                    Trouble.Only _ -> throw new IllegalArgumentException(trouble + " needs requests");
        }
    }

    @Override
    void clear() {
        delay = Duration.ZERO;
        bytesPerSecond = Integer.MAX_VALUE;
        gate.open();
    }

    @Override
    List<Departure> departures() {
        return List.of();
    }

    @Override
    void serve(Socket caller) throws IOException {
        gate.pass();
        Socket database = behind();
        try {
            Thread.ofVirtual().start(() -> answers(database, caller));
            requests(caller, database);
        } finally {
            forget(database);
        }
    }

    private void requests(Socket caller, Socket database) throws IOException {
        InputStream in = caller.getInputStream();
        OutputStream out = database.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            LockSupport.parkNanos(delay.toNanos());
            gate.pass();
            out.write(chunk, 0, read);
        }
    }

    private void answers(Socket database, Socket caller) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = database.getInputStream();
            OutputStream out = caller.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                gate.pass();
                Trickle.write(out, chunk, read, bytesPerSecond);
            }
        } catch (IOException oneSideHasGone) {
            // the other direction ends by the closing below
        } finally {
            forget(caller);
        }
    }
}
