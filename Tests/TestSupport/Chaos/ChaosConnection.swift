import Glibc

/// A client, the server behind it, and the two pumps between them. The descriptors are non-blocking and belong to it:
/// `close` must be called once.
struct ChaosConnection {
    let client: Int32
    let server: Int32
    /// Nil until its first bytes have come.
    private(set) var isCancelRequest: Bool?
    private var toServer = ChaosPump()
    private var toClient = ChaosPump()

    init(client: Int32, server: Int32) {
        self.client = client
        self.server = server
    }

    mutating func apply(_ fault: ChaosFault, _ direction: ChaosDirection, afterBytes: Int) {
        switch direction {
        case .toServer: toServer.apply(fault, afterBytes: afterBytes)
        case .toClient: toClient.apply(fault, afterBytes: afterBytes)
        }
    }

    /// What to wait for on either descriptor; 0 for nothing.
    func interest(now: Double) -> (client: Int16, server: Int16) {
        (
            Self.interest(reading: toServer.wantsRead, writing: toClient.wantsWrite(now: now))
                | (isCancelRequest == nil ? Int16(POLLIN) : 0),
            Self.interest(reading: toClient.wantsRead, writing: toServer.wantsWrite(now: now))
        )
    }

    /// When a delayed chunk of either direction may go.
    var nextDue: Double? { [toServer.nextDue, toClient.nextDue].compactMap { $0 }.min() }

    /// Moves what can be moved, and adds it to `figures`. Returns how the connection ends, or nil when it goes on.
    mutating func step(now: Double, figures: inout ChaosFigures) -> ChaosFault? {
        guard toServer.read(from: client, now: now), toClient.read(from: server, now: now),
            let forward = toServer.write(to: server, now: now), let back = toClient.write(to: client, now: now)
        else { return .reset }
        figures.bytesToServer += forward
        figures.bytesToClient += back
        for verdict in [toServer.verdict, toClient.verdict] {
            switch verdict {
            case .goOn: continue
            case .cut: return .cut
            case .reset: return .reset
            }
        }
        return toServer.isFinished && toClient.isFinished ? .cut : nil
    }

    /// Looks at the first eight bytes without taking them: length 16 and the code of a CancelRequest. Returns true once,
    /// when it is one.
    mutating func noticesCancelRequest() -> Bool {
        guard isCancelRequest == nil else { return false }
        let cancelRequest: [UInt8] = [0, 0, 0, 16, 0x04, 0xd2, 0x16, 0x2e]
        var first = [UInt8](repeating: 0, count: cancelRequest.count)
        let count = recv(client, &first, first.count, Int32(MSG_PEEK))
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return false }
        isCancelRequest = count == first.count && first == cancelRequest
        return isCancelRequest == true
    }

    /// Gives both descriptors back: with RST, or with FIN. In order to end in order what lies unread is taken first; what
    /// comes later is answered with RST, as by any process that is gone.
    func close(reset: Bool) {
        for descriptor in [client, server] where descriptor >= 0 {
            if reset {
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
            } else {
                shutdown(descriptor, Int32(SHUT_WR))
                Self.drain(descriptor)
            }
            Glibc.close(descriptor)
        }
    }

    private static func drain(_ descriptor: Int32) {
        let (readSizeBytes, mostReads) = (64 << 10, 64)
        var bytes = [UInt8](repeating: 0, count: readSizeBytes)
        for _ in 0..<mostReads {
            guard recv(descriptor, &bytes, readSizeBytes, 0) > 0 else { return }
        }
    }

    private static func interest(reading: Bool, writing: Bool) -> Int16 {
        (reading ? Int16(POLLIN) : 0) | (writing ? Int16(POLLOUT) : 0)
    }
}
