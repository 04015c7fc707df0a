internal import CLinux

/// The descriptors that a loop waits for. A value; the loop makes the system calls.
struct PostgresLoopSources {
    /// Called on the loop's thread; the argument tells whether the descriptor can be written, too.
    typealias Ready = @Sendable (_ canWrite: Bool) -> Void

    /// A place in the table and how often it was used: a late event of a removed source finds nothing.
    struct Token: RawRepresentable, Hashable, Sendable {
        var rawValue: UInt64
        fileprivate var index: Int { Int(truncatingIfNeeded: rawValue & 0xffff_ffff) }
        fileprivate var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }
    }

    struct Source {
        let descriptor: Int32
        fileprivate(set) var events: UInt32
        let ready: Ready
    }

    /// No token: stands for the loop's own wake-up descriptor.
    static let wakeUpToken = UInt64.max

    private var slots: [(generation: UInt32, source: Source?)] = []
    private var free: [Int] = []

    var isEmpty: Bool { free.count == slots.count }

    mutating func add(_ descriptor: Int32, ready: @escaping Ready) -> Token {
        let source = Source(descriptor: descriptor, events: EPOLLIN.rawValue, ready: ready)
        if let index = free.popLast() {
            slots[index].generation &+= 1
            slots[index].source = source
            return token(index)
        }
        slots.append((0, source))
        return token(slots.count - 1)
    }

    subscript(token: Token) -> Source? {
        guard slots.indices.contains(token.index), slots[token.index].generation == token.generation else { return nil }
        return slots[token.index].source
    }

    /// What the kernel must be told, as an operation of `epoll_ctl`; `nil` when nothing changes.
    ///
    /// A source that waits for nothing is taken out of epoll altogether: it would report a hang-up again and again.
    mutating func change(_ token: Token, wantsRead: Bool, wantsWrite: Bool) -> Int32? {
        guard let source = self[token] else { return nil }
        let events = (wantsRead ? EPOLLIN.rawValue : 0) | (wantsWrite ? EPOLLOUT.rawValue : 0)
        guard source.events != events else { return nil }
        slots[token.index].source?.events = events
        if events == 0 { return EPOLL_CTL_DEL }
        return source.events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
    }

    mutating func remove(_ token: Token) {
        guard self[token] != nil else { return }
        slots[token.index].source = nil
        free.append(token.index)
    }

    private func token(_ index: Int) -> Token {
        Token(rawValue: UInt64(slots[index].generation) << 32 | UInt64(index))
    }
}
