import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct PostgresClusterTests {
    @Test func `a shared cluster clones a database for each who asks`() async throws {
        let template = try await PostgresCluster.shared.createDatabase()
        try await template.run("create table kept (id int); insert into kept values (7)")
        let clone = try await PostgresCluster.shared.createDatabase(template: template.name)
        #expect(clone.name != template.name)
        #expect(try await clone.run("select id from kept") == "7\n")
        try await clone.drop()
        await #expect(throws: TestSupportError.self) { try await clone.run("select 1") }
    }

    @Test func `what psql refuses is an error with the server's words`() async throws {
        let cluster = try await PostgresCluster.shared
        let failure = await #expect(throws: TestSupportError.self) {
            try await cluster.database("postgres").run("select 1; select nothing_such")
        }
        #expect(failure?.message.contains("nothing_such") == true)
    }

    @Test(arguments: PostgresClusterLogin.allCases)
    func `each login role gets in by its own way only`(_ login: PostgresClusterLogin) async throws {
        let cluster = try await PostgresCluster.shared
        let certificates = cluster.certificates
        let plain = PostgresClusterRoute.tcp(login)
        let tls = PostgresClusterRoute.tls(mode: "verify-full", login)
            .named("localhost").rootCertificate(certificates.authority)
        let certified = tls.clientCertificate(certificates.client, key: certificates.clientKey)
        let needsCertificate = [.certificate, .certificateAndPassword].contains(login)
        let isRejected = login == .rejected
        let isTrusted = login == .trusted

        #expect(await enters(cluster, plain) == (![.tlsOnly, .rejected].contains(login) && !needsCertificate))
        #expect(await enters(cluster, tls) == (![.plainOnly, .rejected].contains(login) && !needsCertificate))
        #expect(await enters(cluster, certified) == (login != .plainOnly && !isRejected))
        #expect(await enters(cluster, plain.password("wrong")) == isTrusted)
        #expect(await enters(cluster, .unixSocket(user: login.rawValue)))
    }

    @Test func `certificates of strangers are refused on both sides`() async throws {
        let cluster = try await PostgresCluster.shared
        let certificates = cluster.certificates
        let tls = PostgresClusterRoute.tls(mode: "verify-full", .certificate)
        let trusting = tls.rootCertificate(certificates.authority)
        let doubting = tls.rootCertificate(certificates.untrustedAuthority)
        let (own, key) = (certificates.client, certificates.clientKey)
        let (strange, strangeKey) = (certificates.untrustedClient, certificates.untrustedClientKey)
        #expect(await enters(cluster, trusting.clientCertificate(own, key: key)))
        #expect(await !enters(cluster, doubting.clientCertificate(own, key: key)))
        #expect(await !enters(cluster, trusting.clientCertificate(strange, key: strangeKey)))
        let encrypted = trusting.clientCertificate(own, key: certificates.clientKeyEncrypted)
        #expect(await enters(cluster, encrypted.with("sslpassword", TestCertificates.keyPassphrase)))
        #expect(await !enters(cluster, encrypted.with("sslpassword", "wrong")))
        #expect(await !enters(cluster, trusting.named("127.0.0.2").clientCertificate(own, key: key)))
    }

    @Test func `a throw-away cluster survives what tests do to its server and then is gone`() async throws {
        let settings = PostgresClusterSettings(overrides: ["work_mem": "'3MB'"])
        let port = try await PostgresCluster.withThrowaway(settings) { cluster in
            let database = try await cluster.createDatabase()
            #expect(try await database.run("show work_mem") == "3MB\n")
            try await database.run("create table kept (id int)")
            try await cluster.restart()
            try await cluster.restart(.immediate)
            let before = cluster.postmasterID
            try await cluster.killServer()
            await #expect(throws: TestSupportError.self) { try await database.run("select 1") }
            try await cluster.startServer()
            #expect(cluster.postmasterID != before)
            #expect(try await database.run("select count(*) from kept") == "0\n")
            #expect(cluster.log.contains("was not properly shut down"))
            return cluster.port
        }
        #expect(port > 1_023)
    }

    @Test func `a stopped backend does not keep a cluster from ending`() async throws {
        let cluster = try await PostgresCluster.start()
        let database = cluster.database("postgres")
        let sleeper = Task { try await database.run("select pg_sleep(600)") }
        var backend: Int32?
        for _ in 0..<500 where backend == nil {
            let found = try await database.run("select pid from pg_stat_activity where query = 'select pg_sleep(600)'")
            backend = Int32(found.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        try cluster.suspendBackend(#require(backend))
        #expect(throws: TestSupportError.self) { try cluster.suspendBackend(getpid()) }
        await cluster.stop()
        await #expect(throws: TestSupportError.self) { try await sleeper.value }
        #expect(cluster.postmasterID == nil)
        #expect(!FileManager.default.fileExists(atPath: cluster.socketFolder))
        await cluster.stop()
    }

    @Test func `what a run that died left behind is removed by the next`() async throws {
        let temporary = FileManager.default.temporaryDirectory
        // Process numbers end at 4194304: nobody has this one.
        let left = temporary.appending(path: "hoctap-pg-4194305-left").path
        let strange = temporary.appending(path: "hoctap-pg-4194305-strange").path
        for folder in [left, strange] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: strange) }
        #expect(FileManager.default.createFile(atPath: "\(left)/lock", contents: nil))
        try await PostgresCluster.withThrowaway { cluster in
            #expect(!FileManager.default.fileExists(atPath: left))
            #expect(FileManager.default.fileExists(atPath: strange))
            #expect(FileManager.default.fileExists(atPath: cluster.socketFolder))
        }
    }

    /// Whether psql gets an answer by that route.
    private func enters(_ cluster: PostgresCluster, _ route: PostgresClusterRoute) async -> Bool {
        for connection in [cluster.dsn(route), cluster.uri(route)] {
            let answer = try? await cluster.database("postgres").run("\\connect \"\(connection)\"\nselect 'in'")
            guard answer == "in\n" else { return false }
        }
        return true
    }
}
