/// What a `ChaosProxy` does to the bytes of one direction.
package enum ChaosFault: Hashable, Sendable {
    /// Passes them on at once.
    case pass
    /// Passes each on after this long.
    case delay(seconds: Double)
    /// Passes on at most this many at a time, each in a packet of its own.
    case slice(sizeBytes: Int)
    /// Neither reads nor writes, and stays connected. What arrived before stays where it is.
    case freeze
    /// Reads and throws away: the sender sees no fault and the receiver hears nothing.
    case discard
    /// Closes both sides in order (FIN).
    case cut
    /// Closes both sides with RST: what was on its way may be lost.
    case reset
}

/// Which way the bytes go.
package enum ChaosDirection: CaseIterable, Sendable {
    case toServer
    case toClient
}

/// What a `ChaosProxy` stands in front of.
package enum ChaosDestination: Sendable {
    /// A port of 127.0.0.1.
    case tcp(port: UInt16)
    case unixSocket(path: String)
}

/// What a `ChaosProxy` has seen so far.
package struct ChaosFigures: Hashable, Sendable {
    /// Clients that were let in and had a server.
    package var acceptedConnections = 0
    /// Those of them that have not ended.
    package var openConnections = 0
    /// Connections that were cancel requests; they are among the accepted too.
    package var cancelRequests = 0
    /// Bytes handed to the server; what is discarded does not count.
    package var bytesToServer = 0
    /// Bytes handed to the client.
    package var bytesToClient = 0

    /// Nothing seen yet.
    package init() {}
}
