/// The parameters of one statement, already in binary format, side by side in one buffer.
package struct PostgresBinds: Sendable {
    /// Where a parameter's bytes stand in the buffer; a length of -1 is NULL.
    struct Place: Sendable {
        var offset: Int
        var length: Int
    }

    /// The most parameters that the protocol can number (`PQ_QUERY_PARAM_MAX_LIMIT`).
    package static let countLimit = 65_535

    /// The most bytes that a statement's text or its parameters may have: the server takes messages below 1 GiB, and the
    /// rest of it is for their lengths.
    package static let sizeLimitBytes = (1 << 30) - (1 << 20)

    private(set) var places: [Place] = []
    /// What the server is told of each parameter's type; 0 lets it infer.
    private(set) var typeIDs: [UInt32] = []
    /// The parameters whose type is known only by name yet.
    private(set) var namedTypes: [(index: Int, name: String)] = []
    private(set) var buffer = PostgresByteBuffer()
    /// The first value that could not be encoded, counted from 1; thrown when the statement is to run.
    private(set) var problem: (parameter: Int, problem: PostgresEncodingProblem)?

    package init() {}

    package var count: Int { places.count }

    package mutating func append<T: PostgresEncodable>(_ value: T) {
        append(value, as: T.postgresType)
    }

    /// The same under another type than that of `T`, whose binary format the value's bytes then have to be.
    package mutating func append<T: PostgresEncodable>(_ value: T, as type: PostgresType) {
        var place = Place(offset: buffer.bytes.count, length: -1)
        if !value.isPostgresNull {
            do throws(PostgresEncodingProblem) {
                try value.encode(into: &buffer)
                place.length = buffer.bytes.count - place.offset
            } catch {
                if problem == nil { problem = (count + 1, error) }
            }
        }
        switch type {
        case .id(let id):
            typeIDs.append(id.rawValue)
        case .named(let name):
            namedTypes.append((count, name))
            typeIDs.append(0)
        }
        places.append(place)
    }

    /// The names of types that stand for identifiers here, to be looked up before the statement is sent.
    var unresolvedNames: [String] {
        namedTypes.map(\.name) + buffer.namedTypes.map(\.name)
    }

    var hasUnresolvedNames: Bool { !namedTypes.isEmpty || !buffer.namedTypes.isEmpty }

    /// Puts identifiers in the place of names.
    mutating func resolve(_ lookup: (String) -> PostgresTypeID?) throws(PostgresEncodingProblem) {
        for (index, name) in namedTypes {
            guard let id = lookup(name) else { throw .unknownType(name) }
            typeIDs[index] = id.rawValue
        }
        namedTypes = []
        try buffer.resolve(lookup)
    }
}
