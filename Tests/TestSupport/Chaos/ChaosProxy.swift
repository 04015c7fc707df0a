import Foundation

/// A TCP proxy on 127.0.0.1 that strikes what passes through it: for tests of what the network can do in every phase of
/// connecting and working.
///
///     let proxy = try ChaosProxy(.tcp(port: cluster.port))
///     proxy.set(.freeze, .toClient, afterBytes: 9)        // silent in the middle of authentication
///     let dsn = cluster.dsn(.tcp(.scram).through(port: proxy.port))
///
/// A fault is set for a direction, or for both, and takes hold after a number of bytes: for connections that are open
/// counted from now, for later ones from their first byte. Faults can be changed at any time; once `set` has returned, no
/// byte goes by the old rules. Connections that carry a cancel request are spared unless told otherwise. Works on one
/// thread of its own; ends with `stop` or with the value itself.
package final class ChaosProxy: Sendable {
    private let loop: ChaosLoop

    /// The port of 127.0.0.1 that clients connect to.
    package var port: UInt16 { loop.port }

    /// What has been seen so far.
    package var figures: ChaosFigures { loop.withState { $0.figures } }

    /// Starts a proxy that passes everything on.
    package init(_ destination: ChaosDestination) throws {
        let loop = try ChaosLoop(destination)
        self.loop = loop
        Thread.detachNewThread { loop.run() }
    }

    deinit { loop.stop() }

    /// Puts `fault` in force in both directions.
    package func set(_ fault: ChaosFault, afterBytes: Int = 0) {
        for direction in ChaosDirection.allCases { set(fault, direction, afterBytes: afterBytes) }
    }

    /// Puts `fault` in force in one direction, for open connections and for new ones, once `afterBytes` more bytes have
    /// come that way.
    package func set(_ fault: ChaosFault, _ direction: ChaosDirection, afterBytes: Int = 0) {
        loop.withState { state in
            state.rules[direction] = .init(fault: fault, afterBytes: afterBytes)
            for index in state.connections.indices {
                guard state.connections[index].isCancelRequest != true || !state.sparesCancelRequests else { continue }
                state.connections[index].apply(fault, direction, afterBytes: afterBytes)
            }
        }
    }

    /// Ends the connections that are open now and leaves the rules for new ones as they are.
    package func endOpenConnections(reset: Bool = false) {
        loop.withState { state in
            for index in state.connections.indices {
                state.connections[index].apply(reset ? .reset : .cut, .toServer, afterBytes: 0)
            }
        }
    }

    /// True: clients get "connection refused" from now on; open connections stay. False: they are let in again.
    package func refuseConnections(_ refuses: Bool) throws {
        try loop.refuseClients(refuses)
    }

    /// False: cancel requests fall under the same faults as any connection.
    package func spareCancelRequests(_ spares: Bool) {
        loop.withState { state in state.sparesCancelRequests = spares }
    }

    /// Returns once the figures are as wanted; throws when they are not in time.
    package func wait(timeoutSeconds: Double = 10, until condition: (ChaosFigures) -> Bool) async throws {
        let deadline = MonotonicTime.now + timeoutSeconds
        while true {
            let figures = figures
            if condition(figures) { return }
            guard MonotonicTime.now < deadline else { throw TestSupportError("the proxy still has \(figures)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Closes the door and every connection.
    package func stop() { loop.stop() }
}
