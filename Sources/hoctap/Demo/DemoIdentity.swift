import Foundation
import Programme

/// Identities that follow from the seed: UUIDv7 with the moment at which the record would have been made, and random bits that
/// are the same every time.
struct DemoIdentity {
    /// Whose.
    enum Kind: Int {
        case tenant = 1
        case branch
        case member
        case centre
        case room
        case staff
        case course
        case session
        case enrolment
        case record
        case certificate
        case plan
        case subject
        case householdPerson
        case denominator
        case help
        case registration
        case evidence
        case review
        case proposal
        case decision
        case appeal
        case workPlan
        case task
        case communication
        case gathering
        case inspection
        case finding
        case training
        case rollPerson
        case fund
        case fundEntry
        case award
        case workReturn
    }

    let seed: UInt64

    /// The identity of the record of a kind that these numbers tell apart.
    func make<Subject>(_ kind: Kind, at moment: Date, _ numbers: Int...) -> Identity<Subject> {
        var random = DemoRandom(seed: seed, .identity, kind.rawValue)
        for number in numbers {
            random = DemoRandom(seed: random.next(), .identity, number)
        }
        let milliseconds = UInt64(max(0, moment.timeIntervalSince1970 * 1000))
        let head = milliseconds << 16 | 0x7000 | random.next() & 0x0fff
        let tail = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
        return Identity(
            uuid: UUID(
                uuid: (
                    byte(head, 0), byte(head, 1), byte(head, 2), byte(head, 3),
                    byte(head, 4), byte(head, 5), byte(head, 6), byte(head, 7),
                    byte(tail, 0), byte(tail, 1), byte(tail, 2), byte(tail, 3),
                    byte(tail, 4), byte(tail, 5), byte(tail, 6), byte(tail, 7)
                )
            )
        )
    }
}
