import ArgumentParser
import Postgres
import TestSupport

/// `hoctap-bench conform FILE`: every value of a file there and back, judged by the server.
struct ConformCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conform",
        abstract: "Decodes what the server sends, encodes it again, and lets the server judge.",
        discussion: """
            FILE holds a JSON object a line: {"type": "numeric(10,2)", "literal": "1.50"}. Each value travels as a \
            scalar and as an element of an array, by unnamed, prepared, cached and pipelined statements, by a cursor and \
            by COPY. Failures are printed, then a count; the exit code is 1 when there was any.
            """
    )

    @Argument(help: "The file of samples.")
    var file: String

    @Option(help: "A connection string of a database that has the types, to be used instead of a private cluster.")
    var dsn: String?

    func run() async throws {
        let samples = try ConformFile(path: file).lines
        guard let dsn else {
            return try await PostgresCluster.withThrowaway { cluster in
                let database = try await cluster.createDatabase()
                try await database.run(Self.types)
                try await judge(samples, dsn: database.dsn())
            }
        }
        try await judge(samples, dsn: dsn)
    }

    private func judge(_ samples: [ConformFile.Line], dsn: String) async throws {
        let configuration = try PostgresConfiguration(dsn)
        var judge = try await ConformJudge(configuration)
        var failed = 0
        for line in samples {
            let (description, problems): (String, [String])
            switch line {
            case .malformed(let problem): (description, problems) = ("", [problem])
            case .sample(let sample):
                (description, problems) = (sample.description, await judge.problems(of: sample))
            }
            if !problems.isEmpty { failed += 1 }
            for problem in problems { say("FAIL \(description) (\(problem))") }
            if !judge.isUsable { judge = try await ConformJudge(configuration) }
        }
        await judge.close()
        say("conform: \(samples.count) samples, \(samples.count - failed) passed, \(failed) failed")
        if failed > 0 { throw ExitCode(1) }
    }

    /// Extensions and types of one's own, for samples of them.
    private static let types = """
        create extension hstore;
        create extension citext;
        create type mood as enum ('sad', 'ok', 'happy', 'rất vui');
        create type "Mixed Case" as enum ('A', 'b');
        create domain positive as int4 check (value > 0);
        create domain tiny as positive check (value < 100);
        create domain words as text[];
        create schema app;
        create type app.place as (name text, ward int4, score tiny, tags text[], feeling mood);
        create type pair as (place app.place, places app.place[], span int4range);
        create type floatrange as range (subtype = float8);
        create type tinyrange as range (subtype = tiny);
        """
}
