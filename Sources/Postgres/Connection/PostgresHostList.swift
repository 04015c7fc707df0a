/// The hosts of a connection string, of which the silent ones are dropped one by one.
struct PostgresHostList {
    /// libpq's keywords, with the hosts that are left.
    private(set) var keywords: [(keyword: String, value: String)]

    init(keywords: [(keyword: String, value: String)]) { self.keywords = keywords }

    var count: Int { max(list("host").count, list("hostaddr").count) }

    /// How long libpq may spend on the host that it tries next: `connect_timeout`, or an even share of what is left.
    func deadlineOfNext(overall: PostgresInstant) -> PostgresInstant {
        let now = PostgresInstant.now
        if let text = value("connect_timeout"), let seconds = Int(text), seconds > 0 {
            return now.advanced(by: .seconds(seconds))
        }
        return now.advanced(by: overall.duration(after: now) / max(1, count))
    }

    /// Takes one host out, together with its address and port.
    /// - Returns: false when it is not there, or is the last.
    mutating func remove(host: String, port: String) -> Bool {
        let hosts = list("host").isEmpty ? list("hostaddr") : list("host")
        let ports = list("port")
        let index = hosts.indices.first { index in
            guard hosts[index] == host else { return false }
            return ports.count != hosts.count || ports[index].isEmpty || ports[index] == port
        }
        guard let index, hosts.count > 1 else { return false }
        for keyword in ["host", "hostaddr", "port"] {
            var values = list(keyword)
            guard values.count == hosts.count else { continue }
            values.remove(at: index)
            keywords.removeAll { $0.keyword == keyword }
            keywords.append((keyword, values.joined(separator: ",")))
        }
        return true
    }

    private func value(_ keyword: String) -> String? { keywords.first { $0.keyword == keyword }?.value }

    private func list(_ keyword: String) -> [String] {
        value(keyword).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }
}
