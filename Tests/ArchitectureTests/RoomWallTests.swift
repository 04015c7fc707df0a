import Testing

/// A target is a wall, and SwiftPM lets a target import what it never declared: this table holds the walls. Arrows point
/// down only.
@Suite struct RoomWallTests {
    /// What each room may import besides what comes with the toolchain.
    static let walls: [String: Set<String>] = [
        "CExpat": [],
        "CLibPQ": [],
        "CLibZip": [],
        "CLinux": [],
        "CQREncode": [],
        "CSodium": [],
        "CXLSXWriter": [],
        "CZLib": [],
        "Intake": ["Crypto", "Programme", "Spreadsheet", "Store"],
        "Postgres": [
            "CLibPQ", "CLinux", "DequeModule", "HeapModule", "Logging", "Metrics", "ServiceLifecycle", "Tracing",
        ],
        "Programme": [],
        "Reports": ["Crypto", "Programme", "Spreadsheet", "Store"],
        "Schema": ["Crypto", "Postgres"],
        "Spreadsheet": ["CExpat", "CLibZip", "CXLSXWriter"],
        "Store": ["Crypto", "Postgres", "Programme"],
        "Tally": ["Logging", "Postgres", "ServiceLifecycle"],
        "Web": [
            "AsyncHTTPClient", "CQREncode", "CSodium", "CZLib", "CoreMetrics", "Crypto", "HTTPTypes", "Hummingbird",
            "HummingbirdCore", "Intake", "Logging", "Metrics", "Mustache", "NIOCore", "NIOPosix", "Postgres",
            "Programme",
            "Reports", "ServiceLifecycle", "Store",
        ],
        "hoctap": [
            "ArgumentParser", "Configuration", "Intake", "Logging", "Metrics", "NIOCore", "Postgres", "Programme",
            "Reports", "Schema",
            "ServiceLifecycle", "Store", "Tally", "UnixSignals", "Web",
        ],
    ]

    /// Part of the toolchain, open to every room.
    static let toolchain: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Swift", "Synchronization",
    ]

    @Test func `every room in Sources stands in the table, and nothing else does`() throws {
        #expect(try Repository.rooms() == Set(Self.walls.keys))
    }

    @Test func `a room imports only what the table allows`() throws {
        var trespasses: [String] = []
        for file in try Repository.files(under: "Sources", suffix: ".swift") {
            let allowed = Self.walls[file.room, default: []].union(Self.toolchain)
            for module in file.imports where !allowed.contains(module) {
                trespasses.append("\(file.path) imports \(module)")
            }
        }
        #expect(trespasses == [])
    }

    @Test(arguments: [
        ("import Glibc", "Glibc"), ("package import Logging", "Logging"), ("@testable import Postgres", "Postgres"),
        ("@_spi(Old) internal import struct Metrics.Counter", "Metrics"), ("    import Tracing // why", "Tracing"),
    ])
    func `an import is recognised in every form`(_ line: String, _ module: String) {
        #expect(SourceFile(path: "Sources/X/Y.swift", text: "// import Z\n\(line)\n").imports == [module])
    }
}
