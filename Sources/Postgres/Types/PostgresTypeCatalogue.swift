import Synchronization

/// What is known of the types that users and extensions made in one database.
///
/// Shared by the connections of a pool, filled by them as such types turn up, safe from any thread. Names are looked up
/// as the connection that asked resolved them: a pool whose connections differ in `search_path` names types with their
/// schema.
@usableFromInline
package final class PostgresTypeCatalogue: Sendable {
    /// The most types, and the most names, that are kept; at about 300 bytes each that is a few MiB. Beyond it
    /// everything is forgotten and looked up anew, which only a database that makes types without end comes to.
    package static let countLimit = 10_000
    /// How many domains may stand on each other, and how deep a type may be made of others.
    @inlinable package static var depthLimit: UInt8 { 64 }

    /// The first identifier that is not the same in every database (`FirstGenbkiObjectId`).
    private static let firstAssigned: UInt32 = 10_000

    private struct State {
        var types: [PostgresTypeID: PostgresTypeInfo] = [:]
        var names: [String: PostgresTypeID] = [:]
    }

    private let state = Mutex(State())

    /// An empty catalogue.
    package init() {}

    /// What is known of a type that is not built in.
    @usableFromInline
    package func info(_ id: PostgresTypeID) -> PostgresTypeInfo? {
        state.withLock { $0.types[id] }
    }

    /// A type by its name as `::regtype` reads it; names that are not built in must have been looked up before.
    package func id(named name: String) -> PostgresTypeID? {
        if let builtIn = PostgresBuiltInType.named(name) { return builtIn.id }
        return state.withLock { state in
            if let id = state.names[name] { return id }
            guard name.hasSuffix("[]"), let element = state.names[String(name.dropLast(2))] else { return nil }
            return state.types[element]?.array
        }
    }

    /// The type whose binary format a type's values have: `id` itself but for domains.
    @usableFromInline
    package func base(of id: PostgresTypeID) -> PostgresTypeID {
        // The domains that come with a database are numbered by initdb, from 10,000 on.
        if id.rawValue < Self.firstAssigned { return id }
        return state.withLock { state in
            var current = id
            for _ in 0..<Self.depthLimit {
                guard case .domain(let base)? = state.types[current]?.kind else { return current }
                current = base
            }
            return current
        }
    }

    /// Whether a type is the one that a Swift type calls `name`.
    @usableFromInline
    package func isType(_ id: PostgresTypeID, named name: String) -> Bool {
        state.withLock { $0.types[id]?.isNamed(name) == true || $0.names[name] == id }
    }

    /// The element of an array type, built in or not.
    @usableFromInline
    package func element(ofArray id: PostgresTypeID) -> PostgresTypeID? {
        if case .array(let element)? = PostgresBuiltInType[id]?.kind { return element }
        if case .array(let element)? = info(id)?.kind { return element }
        return nil
    }

    /// The subtype of a range type, built in or not.
    package func subtype(ofRange id: PostgresTypeID) -> PostgresTypeID? {
        if case .range(let subtype)? = PostgresBuiltInType[id]?.kind { return subtype }
        if case .range(let subtype)? = info(id)?.kind { return subtype }
        return nil
    }

    /// The range type that a multirange type is made of, built in or not.
    package func range(ofMultirange id: PostgresTypeID) -> PostgresTypeID? {
        if case .multirange(let range)? = PostgresBuiltInType[id]?.kind { return range }
        if case .multirange(let range)? = info(id)?.kind { return range }
        return nil
    }

    /// Those of `ids` that are neither built in nor known yet, each once.
    package func missing(among ids: some Sequence<PostgresTypeID>) -> [PostgresTypeID] {
        var seen: Set<PostgresTypeID> = [.inferred]
        return ids.filter { id in
            seen.insert(id).inserted && PostgresBuiltInType[id] == nil && info(id) == nil
        }
    }

    /// Those of `names` that are neither built in nor known yet, each once.
    package func missing(among names: some Sequence<String>) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted && id(named: $0) == nil }
    }

    /// Takes the rows that `lookup` brought.
    package func absorb(_ rows: [PostgresTypeRow]) {
        state.withLock { state in
            if state.types.count + rows.count > Self.countLimit || state.names.count + rows.count > Self.countLimit {
                state = State()
            }
            for row in rows.prefix(Self.countLimit) {
                if let name = row.requestedName { state.names[name] = row.id }
                if let info = row.info { state.types[row.id] = info }
            }
        }
    }

    /// Forgets which types these names stand for, so that they are looked up anew. What is known of the types themselves stays:
    /// rows of them may still be read.
    package func forget(names: some Sequence<String>) {
        state.withLock { state in
            for name in names { state.names[name] = nil }
        }
    }

    /// Forgets everything; for after types were made, dropped or changed.
    package func forget() {
        state.withLock { $0 = State() }
    }
}
