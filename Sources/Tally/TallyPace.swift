/// How long the worker waits before it looks again. It looks often while there is something to add, and seldom while there is
/// nothing: an idle worker costs one small question a second.
package struct TallyPace: Hashable, Sendable {
    /// After a batch that emptied the ledger.
    package static let shortest = Duration.milliseconds(50)
    /// When there has been nothing for a while. Adds at most this to the lag of the first line after a pause.
    package static let longest = Duration.seconds(1)

    /// How long to wait now.
    package private(set) var pause = Self.shortest

    /// A worker that has just begun.
    package init() {}

    /// Takes what the last look came to.
    package mutating func note(_ fold: TallyFold, atMost: Int) {
        switch fold.state {
        case .folded: pause = fold.lines < atMost ? Self.shortest : .zero
        case .idle, .keptAway, .superseded: pause = min(Self.longest, max(Self.shortest, pause * 2))
        }
    }
}
