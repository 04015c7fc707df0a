/// What a pool is doing and has done, at one moment.
package struct PostgresPoolFigures: Hashable, Sendable {
    package var minimumConnections = 0
    package var maximumConnections = 0
    /// Being opened.
    package var connecting = 0
    /// Ready to be lent.
    package var idle = 0
    /// With a caller.
    package var lent = 0
    /// Being rolled back after their return.
    package var resetting = 0
    /// Being closed.
    package var closing = 0
    /// Callers that wait for a connection.
    package var waiting = 0
    /// Age of the oldest loan: a caller that never gives back shows here.
    package var longestLoan: Duration = .zero

    /// Connections lent since the pool was made.
    package var loans = 0
    /// Loans and refusals for which a caller had to wait.
    package var waits = 0
    package var longestWait: Duration = .zero
    /// Callers whose deadline passed.
    package var timeouts = 0
    /// Callers turned away because too many waited.
    package var refusals = 0
    /// Callers that stopped waiting because their task was cancelled.
    package var cancelledWaits = 0
    /// Connections opened.
    package var opened = 0
    /// Opened and gone again, for whatever reason.
    package var closed = 0
    /// Connects that failed or were given up.
    package var failedConnects = 0

    /// Places taken: never more than `maximumConnections`.
    package var size: Int { connecting + idle + lent + resetting + closing }

    /// All zero.
    package init() {}
}
