import Foundation
import TestSupport

/// One line of output: a figure, alone or beside a peer's.
struct BenchmarkLine {
    struct Peer {
        var name: String
        var value: Double
        /// Above 1 when ours is better, whatever the unit.
        var ratio: Double
    }

    var name: String
    var value: Double
    var unit: String
    /// (largest - smallest) / median of our rounds.
    var spread: Double
    var peer: Peer?

    /// One JSON object. A figure without a peer has no peer fields.
    var json: String {
        var fields = [
            "\"name\": \(Self.quoted(name))", "\"value\": \(Self.number(value))", "\"unit\": \(Self.quoted(unit))",
        ]
        if let peer {
            fields.append("\"peer\": \(Self.quoted(peer.name))")
            fields.append("\"peer_value\": \(Self.number(peer.value))")
            fields.append("\"ratio\": \(Self.number(peer.ratio))")
        }
        return "{\(fields.joined(separator: ", "))}"
    }

    /// The cells of a table for people, as `tableHeader` names them.
    var cells: [String] {
        [
            name, Self.number(value), unit, String(format: "%.0f %%", spread * 100), peer?.name ?? "",
            peer.map { Self.number($0.value) } ?? "", peer.map { String(format: "%.2f", $0.ratio) } ?? "",
        ]
    }

    static let tableHeader = ["name", "value", "unit", "spread", "peer", "peer value", "ratio"]

    /// Three digits at least, no false precision; `null` for what is no number.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return abs(value) >= 100 ? String(format: "%.0f", value) : String(format: "%.2f", value)
    }

    /// Names and units are our own and hold nothing that JSON escapes but quotes.
    private static func quoted(_ text: String) -> String {
        "\"\(text.escaped("\\", "\"", by: "\\"))\""
    }
}
