import Foundation
import Postgres
import TestSupport

/// One value to carry there and back: a line `{"type": "numeric(10,2)", "literal": "1.50"}`.
struct ConformSample: Decodable, Sendable {
    /// As it stands after `::`.
    var type: String
    /// The value's text form, or where the type does not read it as such, an SQL expression (`'1.50'`, `array[1, 2]`,
    /// `null`). JSON's null is NULL.
    var literal: String?

    /// SQL that gives the value, in the order in which they are tried: who wrote the file knows which is meant, and a
    /// text that the type reads is a value of it in any case.
    var expressions: [String] {
        guard let literal else { return ["null::\(type)"] }
        return ["'\(literal.escaped("'", by: "'"))'::\(type)", "(\(literal))::\(type)"]
    }

    /// An array with the value in it. Next to a NULL, unless the value is an array itself, whose neighbours have to be
    /// arrays of its size. Of a domain's values PostgreSQL makes an array of the type below, hence the cast.
    func arrayExpression(of expression: String) -> String {
        let neighbour = type.hasSuffix("]") ? "" : "null, "
        return "array[\(expression), \(neighbour)\(expression)]::\(type)[]"
    }

    /// For people, on one line.
    var description: String {
        "\(type) \(literal.map { "'\($0.replacing("\n", with: "\\n"))'" } ?? "null")"
    }
}

/// The lines of a file of samples.
struct ConformFile {
    enum Line: Sendable {
        case sample(ConformSample)
        /// No sample; what is wrong with it.
        case malformed(String)
    }

    /// In the file's order; empty lines are none.
    var lines: [Line]

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw BenchmarkError("cannot read \(path)")
        }
        let decoder = JSONDecoder()
        lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
            index,
            line in
            if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { return nil }
            do {
                return .sample(try decoder.decode(ConformSample.self, from: line))
            } catch {
                return .malformed("line \(index + 1) is no {\"type\": \"...\", \"literal\": \"...\"}")
            }
        }
    }
}
