import Foundation
import TestSupport
import Testing

@testable import hoctap

/// `hoctap criteria` as a process, against a migrated database.
@Suite struct CriteriaCommandTests {
    @Test func `a set is exported, changed, loaded, brought into use when it is whole, and taken out of use`() async throws {
        try await Self.with { program, file in
            let list = try await program.run("criteria", "list")
            #expect(list.output.contains("gdht-448") && list.output.contains("partial"))
            let shown = try await program.run("criteria", "show", "gdht-448")
            #expect(shown.output.contains("GD.2: the points at most are not known"))
            let early = try await program.run("criteria", "activate", "gdht-448")
            #expect(early.exitCode == ExitReason.badData.rawValue && early.errors.contains("it cannot be used yet"))

            let export = try await program.run("criteria", "export", "trinh-dien-gia-dinh")
            var text = export.output.replacing("\"trinh-dien-gia-dinh\"", with: "\"phuong-minh\"")
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let loaded = try await program.run("criteria", "load", file)
            #expect(loaded.exitCode == 0 && loaded.output.hasPrefix("phuong-minh version 1 is draft."))
            #expect(try await program.run("criteria", "activate", "phuong-minh").exitCode == 0)
            let fixed = try await program.run("criteria", "load", file)
            #expect(fixed.exitCode == ExitReason.badData.rawValue && fixed.errors.contains("never changes"))
            text = text.replacing("\"version\" : 1", with: "\"version\" : 2")
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await program.run("criteria", "load", file).exitCode == 0)
            #expect(try await program.run("criteria", "retire", "phuong-minh", "--version", "1").exitCode == 0)

            try text.replacing("\"code\" : \"1.2\"", with: "\"code\" : \"1.1\"")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let double = try await program.run("criteria", "load", file)
            #expect(double.exitCode == ExitReason.badData.rawValue && double.errors.contains("1.1: a code stands twice"))
            try "{}".write(toFile: file, atomically: true, encoding: .utf8)
            let none = try await program.run("criteria", "load", file)
            #expect(none.exitCode == ExitReason.badData.rawValue && none.errors.contains("no set of criteria"))
            let unknown = try await program.run("criteria", "show", "khong-co")
            #expect(unknown.exitCode == ExitReason.badData.rawValue)
        }
    }

    private static func with(_ body: (Program, String) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        let program = try Program(on: database)
        defer { program.remove() }
        let file = FileManager.default.temporaryDirectory.appending(path: "criteria-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await body(program, file)
        try await database.drop()
    }
}
