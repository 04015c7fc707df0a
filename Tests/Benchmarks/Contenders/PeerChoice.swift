import ArgumentParser

/// Which peers are measured.
struct PeerChoice: ExpressibleByArgument, Sendable {
    /// Every peer there is, as they stand in the output.
    static let known = ["pgbench", "psql", "asyncpg", "psycopg"]
    static let all = PeerChoice(names: known)

    private var names: [String]

    private init(names: [String]) {
        self.names = names
    }

    init?(argument: String) {
        let names =
            switch argument {
            case "none": [String]()
            case "all": Self.known
            default: argument.split(separator: ",").map(String.init)
            }
        guard names.allSatisfy({ Self.known.contains($0) }) else { return nil }
        self.init(names: names)
    }

    func contains(_ name: String) -> Bool { names.contains(name) }

    var needsPython: Bool { contains("asyncpg") || contains("psycopg") }

    var defaultValueDescription: String { Self.known.joined(separator: ",") }
}
