/// The parameters of one statement, already in binary format, side by side in one buffer.
package struct PostgresBinds: Sendable {
    package struct Parameter: Sendable {
        package var type: PostgresType
        /// Where its bytes begin in the buffer.
        package var offset: Int
        /// How many they are; -1 for NULL.
        package var length: Int
    }

    /// The most parameters that the protocol can number (`PQ_QUERY_PARAM_MAX_LIMIT`).
    package static let countLimit = 65_535

    package private(set) var parameters: [Parameter] = []
    package internal(set) var buffer = PostgresByteBuffer()
    /// The first value that could not be encoded, counted from 1; thrown when the statement is to run.
    package private(set) var problem: (parameter: Int, problem: PostgresEncodingProblem)?

    package init() {}

    package var count: Int { parameters.count }

    package mutating func append<T: PostgresEncodable>(_ value: T) {
        append(value, as: T.postgresType)
    }

    /// The same under another type than that of `T`, whose binary format the value's bytes then have to be.
    package mutating func append<T: PostgresEncodable>(_ value: T, as type: PostgresType) {
        let offset = buffer.bytes.count
        var length = -1
        if !value.isPostgresNull {
            do throws(PostgresEncodingProblem) {
                try value.encode(into: &buffer)
                length = buffer.bytes.count - offset
            } catch {
                if problem == nil { problem = (parameters.count + 1, error) }
            }
        }
        parameters.append(Parameter(type: type, offset: offset, length: length))
    }
}
