package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Act;
import com.nexar.fulfilment.faults.checks.Command;
import com.nexar.fulfilment.faults.checks.Decision;
import com.nexar.fulfilment.faults.checks.FeedAnswer;
import com.nexar.fulfilment.faults.checks.Heard;
import com.nexar.fulfilment.faults.checks.HookPost;
import com.nexar.fulfilment.faults.checks.Sample;
import com.nexar.fulfilment.faults.checks.Seen;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What everybody outside the facade did, heard and saw in one run, by one clock. Only ever appended to. */
final class History {

    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

    private final Queue<FeedAnswer> feed = new ConcurrentLinkedQueue<>();
    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();
    private final Queue<HookPost> posts = new ConcurrentLinkedQueue<>();

    void add(Command command) {
        commands.add(command);
    }

    void add(Heard answer) {
        heard.add(answer);
    }

    void add(Seen look) {
        seen.add(look);
    }

    void add(Act act) {
        acts.add(act);
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    void add(FeedAnswer answer) {
        feed.add(answer);
    }

    void add(Decision decision) {
        decisions.add(decision);
    }

    void add(HookPost post) {
        posts.add(post);
    }

    List<Command> commands() {
        return List.copyOf(commands);
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Act> acts() {
        return List.copyOf(acts);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<FeedAnswer> feed() {
        return List.copyOf(feed);
    }

    List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    List<HookPost> posts() {
        return List.copyOf(posts);
    }
}
