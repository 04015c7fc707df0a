package import FoundationEssentials
import Synchronization

/// UUIDv7 keys that only rise (RFC 9562, 5.7 and 6.2): 48 bits of Unix milliseconds, 12 bits of a counter that starts at a
/// random place in each millisecond, 62 random bits. When the clock stands still or goes back, the counter goes on; when the
/// counter is used up, the millisecond is borrowed from the future.
package struct IdentitySequence: Sendable {
    private var milliseconds: UInt64 = 0
    private var counter: UInt16 = 0

    /// Counters start in the lower half, so that 2,048 keys at least fit in one millisecond.
    private static let counterStart: UInt16 = 0x7ff
    private static let counterEnd: UInt16 = 0xfff
    private static let shared = Mutex(IdentitySequence())

    /// A sequence that has given nothing yet.
    package init() {}

    /// The process's next key.
    package static func next() -> UUID {
        let now = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        var random = SystemRandomNumberGenerator()
        return shared.withLock { $0.next(at: now, using: &random) }
    }

    /// The next key at `now`, Unix milliseconds; above every key before it, whatever the clock does.
    package mutating func next(at now: UInt64, using random: inout some RandomNumberGenerator) -> UUID {
        if now > milliseconds {
            milliseconds = now
            counter = UInt16.random(in: 0...Self.counterStart, using: &random)
        } else if counter < Self.counterEnd {
            counter += 1
        } else {
            milliseconds += 1
            counter = UInt16.random(in: 0...Self.counterStart, using: &random)
        }
        let tail = UInt64.random(in: 0...UInt64.max, using: &random)
        let head = (milliseconds << 16) | 0x7000 | UInt64(counter)
        return Self.uuid(head: head, tail: (tail & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000)
    }

    private static func uuid(head: UInt64, tail: UInt64) -> UUID {
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
        return UUID(
            uuid: (
                byte(head, 0), byte(head, 1), byte(head, 2), byte(head, 3),
                byte(head, 4), byte(head, 5), byte(head, 6), byte(head, 7),
                byte(tail, 0), byte(tail, 1), byte(tail, 2), byte(tail, 3),
                byte(tail, 4), byte(tail, 5), byte(tail, 6), byte(tail, 7)
            )
        )
    }
}
