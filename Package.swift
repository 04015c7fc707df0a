// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6 language mode, warnings are errors, async functions stay with their caller.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "hoctap",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", exact: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(
            name: "Postgres",
            dependencies: [
                "CLibPQ", "CLinux",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Intake",
            dependencies: [
                "Programme", "Spreadsheet", "Store", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: house
        ),
        .target(name: "Programme", swiftSettings: house),
        .target(
            name: "Reports",
            dependencies: [
                "Programme", "Spreadsheet", "Store", .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.copy("Printing/print.py")],
            swiftSettings: house
        ),
        .target(
            name: "Schema",
            dependencies: ["Postgres", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house
        ),
        .target(
            name: "Spreadsheet",
            dependencies: ["CExpat", "CLibZip", "CXLSXWriter"],
            swiftSettings: house
        ),
        .executableTarget(
            name: "hoctap",
            dependencies: [
                "Intake", "Postgres", "Programme", "Reports", "Schema", "Store", "Tally", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Store",
            dependencies: ["Postgres", "Programme", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house
        ),
        .target(
            name: "Tally",
            dependencies: [
                "Postgres",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Web",
            dependencies: [
                "CQREncode", "CSodium", "CZLib", "Intake", "Postgres", "Programme", "Reports", "Store",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Scripts"), .copy("Styles"), .copy("Templates")],
            swiftSettings: house
        ),
        .target(
            name: "TestSupport",
            dependencies: ["CLinux", "Postgres", "Schema"],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        .testTarget(
            name: "PostgresTests",
            dependencies: [
                "Postgres", "TestSupport",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Conformance"],
            swiftSettings: house
        ),
        .testTarget(
            name: "IntakeTests",
            dependencies: ["Intake", "Postgres", "Programme", "Spreadsheet", "Store", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "IsolationTests",
            dependencies: ["Postgres", "Programme", "Store", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "JourneyTests",
            dependencies: ["Spreadsheet", "TestSupport", "hoctap"],
            path: "Tests/Journeys",
            exclude: ["Pages/accessibility.js", "Pages/focus.js"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ProgrammeTests",
            dependencies: ["Programme", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Programme", "Reports", "Spreadsheet", "Store"],
            exclude: ["Golden"],
            swiftSettings: house
        ),
        .testTarget(
            name: "SchemaTests",
            dependencies: ["Postgres", "Schema", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "SpreadsheetTests",
            dependencies: ["CLibZip", "Spreadsheet", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Postgres", "Programme", "Reports", "Spreadsheet", "Store", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "TallyTests",
            dependencies: [
                "Postgres", "Programme", "Schema", "Tally", "TestSupport", "hoctap", "hoctap-bench",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Postgres", "Programme", "Reports", "Store", "TestSupport", "Web",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "ArchitectureTests",
            swiftSettings: house
        ),
        .testTarget(
            name: "TestSupportTests",
            dependencies: ["Postgres", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "BenchmarksTests",
            dependencies: ["hoctap-bench", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "DeployTests",
            dependencies: [
                "Postgres", "TestSupport", "hoctap",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "hoctapTests",
            dependencies: [
                "Postgres", "TestSupport", "Web", "hoctap",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "hoctap-bench",
            dependencies: [
                "CLibZip", "Intake", "Postgres", "Programme", "Spreadsheet", "Store", "Tally", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Benchmarks",
            exclude: ["peers"],
            swiftSettings: house
        ),
    ],
    swiftLanguageModes: [.v6]
)
