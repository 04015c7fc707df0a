import Testing

@testable import hoctap

@Suite struct SettingsTests {
    @Test func `the environment wins over the file, and an empty value counts for none`() throws {
        try TemporaryFolder.lend { folder in
            let file = try folder.write(
                "hoctap.conf",
                "# where the database is\nHOCTAP_DATABASE = host=db dbname=a\n\nHOCTAP_LOG_LEVEL=debug\nHOCTAP_SQL=/x\n"
            )
            let settings = try Settings(
                environment: ["HOCTAP_LOG_LEVEL": "error", "HOCTAP_SQL": "", "OTHER": "1"],
                file: file
            )
            #expect(settings[.logLevel] == "error")
            #expect(settings[.database] == "host=db dbname=a")
            #expect(settings[.sql] == nil)
            #expect(settings[.logFormat] == nil)
        }
    }

    @Test func `the environment names the file, and the option wins`() throws {
        try TemporaryFolder.lend { folder in
            let one = try folder.write("one", "HOCTAP_SQL=/one")
            let two = try folder.write("two", "HOCTAP_SQL=/two")
            #expect(try Settings(environment: ["HOCTAP_CONFIG": one])[.sql] == "/one")
            #expect(try Settings(environment: ["HOCTAP_CONFIG": one], file: two)[.sql] == "/two")
            #expect(try Settings(environment: ["HOCTAP_CONFIG": ""])[.sql] == nil)
        }
    }

    @Test(arguments: [
        ("HOCTAP_DATABSE=x", "line 1: HOCTAP_DATABSE is not a setting; did you mean HOCTAP_DATABASE?"),
        ("\nPATH=/bin", "line 2: PATH is not a setting"),
        ("HOCTAP_SQL", "line 1: not of the form NAME = value"),
        ("HOCTAP_SQL=a\nHOCTAP_SQL=b", "line 2: HOCTAP_SQL is given twice"),
        ("HOCTAP_CONFIG=/x", "line 1: HOCTAP_CONFIG belongs into the environment"),
    ])
    func `a slip in the file is named with its line`(_ text: String, _ message: String) throws {
        try TemporaryFolder.lend { folder in
            let file = try folder.write("hoctap.conf", text)
            let error = #expect(throws: ConfigurationError.self) { try Settings(environment: [:], file: file) }
            #expect(error?.description == "configuration file \(file), \(message)")
        }
    }

    @Test func `a file that cannot be read is named with the reason`() throws {
        try TemporaryFolder.lend { folder in
            let binary = try folder.write("binary", "x")
            try "x".write(toFile: "\(folder.path)/utf16", atomically: true, encoding: .utf16)
            let large = try folder.write("large", String(repeating: "#", count: 2 << 20))
            for (path, reason) in [
                ("\(folder.path)/absent", "no such file"), (folder.path, "not a regular file"),
                ("/dev/zero", "not a regular file"), ("\(binary)/x", "Not a directory"),
                ("\(folder.path)/utf16", "not text in UTF-8"), (large, "larger than 1048576 bytes"),
            ] {
                let error = #expect(throws: ConfigurationError.self) { try Settings(environment: [:], file: path) }
                #expect(error?.description == "configuration file \(path): \(reason)")
            }
        }
    }

    @Test func `values of a fixed set, numbers and flags are checked, and the message says what would do`() throws {
        let settings = try Settings(environment: [
            "HOCTAP_LOG_FORMAT": "xml", "HOCTAP_LOG_LEVEL": "WARNING", "HOCTAP_SQL": "12x", "HOCTAP_DATABASE": "yes",
        ])
        #expect(try settings.choice(.logLevel, default: LogLevel.info) == .warning)
        #expect(try settings.flag(.database))
        #expect(try !settings.flag(.databaseAuth))
        #expect(try settings.number(.databaseAuth, in: 1...9, default: 7) == 7)
        let format = #expect(throws: ConfigurationError.self) {
            try settings.choice(.logFormat, default: LogFormat.human)
        }
        #expect(format?.description == "HOCTAP_LOG_FORMAT: \"xml\" is none of human, json")
        let number = #expect(throws: ConfigurationError.self) { try settings.number(.sql, in: 1...9, default: 1) }
        #expect(number?.description == "HOCTAP_SQL: \"12x\" is not a whole number from 1 to 9")
        let flag = #expect(throws: ConfigurationError.self) { try settings.flag(.sql) }
        #expect(flag?.description == "HOCTAP_SQL: \"12x\" is neither true nor false")
    }

    @Test(arguments: [("", "abc", 3), ("kitten", "sitting", 3), ("same", "same", 0), ("ab", "ba", 2)])
    func `the distance of two words is the number of letters to change`(_ one: String, _ other: String, _ count: Int) {
        #expect(EditDistance.between(one, other) == count)
    }
}
