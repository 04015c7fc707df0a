import FoundationEssentials
import Postgres

/// What clients do, as hoctap_server for one organisation at a time, under row security. Each picks its rows in the statement, so
/// that clients meet on the same ones.
enum EqualityWork: String, CaseIterable, Sendable {
    case attend, absent, minutes, enrol, cancel, judge, snapshot, hand
    case topic, classState, moveSession, addSession, removeSession
    case join, depart, correct, moveHouse, token, event, removeMember, batch, undoBatch
    case record, verify, removeRecord, certify, revoke
    case merge, undoMerge, erase
    case register, advance, recognise, refuse, takeAway, count, correctCount
    case plan, task, enlist, train, moveTraining

    /// How often it is done, beside the others.
    var weight: Int {
        switch self {
        case .attend: 12
        case .register, .advance: 6
        case .enrol, .absent, .minutes: 5
        case .token, .correct, .moveHouse, .join, .snapshot, .record: 3
        case .removeMember, .batch, .undoBatch, .removeSession, .erase: 1
        default: 2
        }
    }

    /// Those who do it: registers are kept by wards, the rest by anybody.
    var tenants: [UUID] {
        switch self {
        case .register, .advance, .recognise, .refuse, .takeAway, .count, .correctCount: EqualityCity.wards
        case .plan, .task, .enlist, .train, .moveTraining: EqualityCity.wards + EqualityCity.tenants
        default: EqualityCity.tenants
        }
    }

    /// Every kind as often as its weight.
    static let weighted = allCases.flatMap { work in Array(repeating: work, count: work.weight) }

    /// The statements; empty for what goes through the repositories.
    func statements(_ tenant: UUID) -> [PostgresQuery] {
        switch self {
        case .attend, .absent, .minutes, .enrol, .cancel, .judge, .snapshot, .hand: learning(tenant)
        case .topic, .classState, .moveSession, .addSession, .removeSession: classes(tenant)
        case .join, .depart, .correct, .moveHouse, .token, .event, .removeMember, .batch, .undoBatch: members(tenant)
        case .record, .verify, .removeRecord, .certify, .revoke: proofs(tenant)
        case .merge, .undoMerge, .erase: []
        case .register, .advance, .recognise, .refuse, .takeAway, .count, .correctCount: titles(tenant)
        case .plan, .task, .enlist, .train, .moveTraining: programme(tenant)
        }
    }
}
