package com.nexar.fulfilment.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy of one pod, in front of EasyEcom or of PostgreSQL, on 127.0.0.1. Troubles add up until they are cleared. A
 * virtual thread per connection and direction; nothing is buffered beyond one request.
 */
abstract sealed class Proxy implements AutoCloseable permits EasyEcomProxy, DatabaseProxy {

    private static final int BACKLOG = 200;

    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    final Gate gate = new Gate();
    final int targetPort;

    Proxy(int targetPort) {
        this.targetPort = targetPort;
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final int port() {
        return door.getLocalPort();
    }

    abstract void trouble(Trouble trouble);

    /** Nothing is wrong from now on; a request that was swallowed hangs until its caller closes the connection. */
    abstract void clear();

    /** In the order in which their first bytes came; empty for PostgreSQL. */
    abstract List<Departure> departures();

    /** Until an end closes; both are closed afterwards. */
    abstract void serve(Socket caller) throws IOException;

    final void open() {
        Thread.ofVirtual().name("proxy-" + port()).start(this::accept);
    }

    /** A connection to what stands behind, closed with all others. */
    final Socket behind() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        return known(socket);
    }

    /** All connections are reset. */
    final void cut() {
        sockets.forEach(Proxy::reset);
    }

    final void forget(Socket socket) {
        sockets.remove(socket);
        quietly(socket);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        quietly(socket);
    }

    @Override
    public final void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gate.open();
        sockets.forEach(Proxy::quietly);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = known(door.accept());
                Thread.ofVirtual().name("proxy-" + port()).start(() -> converse(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket caller) {
        try {
            serve(caller);
        } catch (IOException oneSideHasGone) {
            // as on any network: the other side learns of it by its connection's end
        } finally {
            forget(caller);
        }
    }

    private Socket known(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }
}
