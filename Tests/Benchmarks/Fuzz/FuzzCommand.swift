import ArgumentParser
import TestSupport

/// `hoctap-bench fuzz`: hostile input for what reads bytes from outside.
struct FuzzCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Gives mutated values to the binary decoders, and mutated connection strings to the parser.",
        discussion: "A crash is a failure, and so is a value that does not write as it reads. Exit code 1 on failures."
    )

    @Option(help: "Inputs for the decoders; a tenth of it for connection strings.")
    var count = 1_000_000

    @Option(help: "The same seed makes the same inputs.")
    var seed: UInt64 = 15

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count is at least 1") }
    }

    func run() async throws {
        let decoders = DecoderFuzz.run(count: count, seed: seed)
        let failures = decoders.failures
        for failure in failures { say("FAIL decoder \(failure)") }
        say(
            """
            fuzz decoders: \(decoders.inputs) inputs, \(decoders.decoded) decoded, \(decoders.refused) refused, \
            \(failures.count) failed (seed \(seed))
            """
        )
        var fuzz = ConnectionStringFuzz(seed: seed)
        let strings = fuzz.run(max(1, count / 10))
        for failure in strings.problems { say("FAIL connection string \(failure)") }
        say(
            """
            fuzz connection strings: \(strings.accepted + strings.refused) inputs, \(strings.accepted) accepted, \(strings.refused) refused, \
            \(strings.problems.count) failed (seed \(seed))
            """
        )
        if !failures.isEmpty || !strings.problems.isEmpty { throw ExitCode(1) }
    }
}
