package com.nexar.fulfilment.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** In front of EasyEcom: knows requests, so that it can record them and decide for each what goes wrong. */
final class EasyEcomProxy extends Proxy {

    private static final int MOST_DEPARTURES = 1_000_000;

    private static final byte[] NO = no("{\"code\":400,\"message\":\"Not possible at the moment\",\"data\":[]}");

    private record Behind(Socket socket, BufferedInputStream in) {

        static Behind of(Socket socket) throws IOException {
            return new Behind(socket, new BufferedInputStream(socket.getInputStream()));
        }
    }

    private final int pod;
    private final Troubles troubles = new Troubles();
    private final List<Departure> departures = new ArrayList<>();

    private EasyEcomProxy(int targetPort, int pod) {
        super(targetPort);
        this.pod = pod;
    }

    static EasyEcomProxy before(int port, int pod) {
        EasyEcomProxy proxy = new EasyEcomProxy(port, pod);
        proxy.open();
        return proxy;
    }

    @Override
    void trouble(Trouble trouble) {
        switch (trouble) {
            case Trouble.Blackhole() -> gate.shut();
            case Trouble.Cut() -> cut();
            default -> troubles.add(trouble);
        }
    }

    @Override
    void clear() {
        troubles.clear();
        gate.open();
    }

    @Override
    List<Departure> departures() {
        synchronized (departures) {
            return List.copyOf(departures);
        }
    }

    @Override
    void serve(Socket caller) throws IOException {
        BufferedInputStream in = new BufferedInputStream(caller.getInputStream());
        Behind easyecom = null;
        try {
            while (true) {
                in.mark(1);
                if (in.read() < 0) {
                    return;
                }
                long left = System.nanoTime();
                in.reset();
                Message request = Message.request(in);
                int number = record(left, request);
                Troubles.Verdict verdict = troubles.of(request);
                LockSupport.parkNanos(verdict.delay().toNanos());
                if (verdict.fate() == Troubles.Fate.REFUSED) {
                    caller.getOutputStream().write(NO);
                    continue;
                }
                if (gate.pass() && gone(caller, in) || !verdict.forwards()) {
                    hangUp(verdict, in);
                    return;
                }
                if (easyecom == null) {
                    easyecom = Behind.of(behind());
                }
                request.writeTo(easyecom.socket().getOutputStream());
                forwarded(number);
                if (!answer(easyecom, caller, request, verdict, in)) {
                    return;
                }
            }
        } finally {
            if (easyecom != null) {
                forget(easyecom.socket());
            }
        }
    }

    /** @return whether the connection can carry another request */
    private boolean answer(
            Behind easyecom, Socket caller, Message request, Troubles.Verdict verdict, BufferedInputStream in)
            throws IOException {
        Message answer = Message.answer(easyecom.in(), request.method());
        gate.pass();
        OutputStream out = caller.getOutputStream();
        switch (verdict.fate()) {
            case DELIVERED -> {
                Trickle.write(out, answer.bytes(), answer.bytes().length, verdict.bytesPerSecond());
                return answer.keepsAlive();
            }
            case RESET -> {
                out.write(answer.bytes(), 0, Math.min(verdict.bytes(), answer.bytes().length));
                out.flush();
                reset(caller);
            }
            case ANSWER_DROPPED, ANSWER_SWALLOWED, REQUEST_DROPPED, REQUEST_SWALLOWED, REFUSED -> hangUp(verdict, in);
        }
        return false;
    }

    /** A swallowed one hangs until the caller has had enough. */
    private static void hangUp(Troubles.Verdict verdict, BufferedInputStream in) throws IOException {
        if (verdict.hangs()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** A network that comes back does not deliver what a caller said who has hung up since. */
    private static boolean gone(Socket caller, BufferedInputStream in) throws IOException {
        caller.setSoTimeout(1);
        try {
            in.mark(1);
            boolean gone = in.read() < 0;
            in.reset();
            return gone;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } finally {
            caller.setSoTimeout(0);
        }
    }

    private static byte[] no(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private int record(long left, Message request) {
        Instant at = Instant.now().minusNanos(System.nanoTime() - left);
        synchronized (departures) {
            if (departures.size() >= MOST_DEPARTURES) {
                throw new IllegalStateException("more than " + MOST_DEPARTURES + " requests left pod " + pod);
            }
            departures.add(new Departure(
                    left, at, pod, request.method(), request.target(), request.header("x-api-key"), false));
            return departures.size() - 1;
        }
    }

    private void forwarded(int number) {
        synchronized (departures) {
            departures.set(number, departures.get(number).onItsWay());
        }
    }
}
