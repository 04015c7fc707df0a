import HeapModule

/// What a loop is to do later. A value; time comes in from outside.
struct PostgresLoopTimers {
    struct Token: Hashable, Sendable {
        fileprivate var number: UInt64
    }

    private struct Entry: Comparable {
        let deadline: PostgresInstant
        let token: Token

        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.token.number) < (right.deadline, right.token.number)
        }
    }

    private var heap = Heap<Entry>()
    /// A cancelled timer is missing here, and its entry in the heap is passed over.
    private var actions: [Token: () -> Void] = [:]
    private var lastNumber: UInt64 = 0

    /// No timer is set that was not cancelled.
    var isEmpty: Bool { actions.isEmpty }

    mutating func schedule(at deadline: PostgresInstant, _ action: @escaping () -> Void) -> Token {
        lastNumber += 1
        let token = Token(number: lastNumber)
        actions[token] = action
        heap.insert(Entry(deadline: deadline, token: token))
        return token
    }

    mutating func cancel(_ token: Token) {
        actions[token] = nil
        // Entries of cancelled timers go when they outnumber the others.
        if heap.count > 64, heap.count > actions.count * 4 {
            heap = Heap(heap.unordered.filter { actions[$0.token] != nil })
        }
    }

    /// When the next is due, or a cancelled one would have been; the distant future if there is none.
    var next: PostgresInstant { heap.min?.deadline ?? .distantFuture }

    mutating func popDue(now: PostgresInstant) -> (() -> Void)? {
        while let first = heap.min, first.deadline <= now {
            heap.removeMin()
            if let action = actions.removeValue(forKey: first.token) { return action }
        }
        return nil
    }

    /// How long to sleep, rounded up; -1 for ever.
    mutating func millisecondsToNext(now: PostgresInstant) -> Int32 {
        while let first = heap.min {
            if actions[first.token] == nil {
                heap.removeMin()
                continue
            }
            let nanoseconds = first.deadline.nanoseconds(after: now)
            return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
        }
        return -1
    }
}
