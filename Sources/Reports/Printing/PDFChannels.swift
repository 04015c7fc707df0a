internal import Glibc

/// What leads to a process and back: sockets, because writing into a pipe that nobody reads any more ends the whole program with
/// a signal.
final class PDFChannels {
    private(set) var input: Int32 = -1
    let output: Int32
    let errors: Int32
    private var far: [Int32]

    /// - Throws: `PDFRenderer.Refusal.failed` where the machine has no more descriptors.
    init() throws(PDFRenderer.Refusal) {
        var pairs = [[Int32]](repeating: [-1, -1], count: 3)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let isOpen = pairs.indices.allSatisfy { socketpair(AF_UNIX, kind, 0, &pairs[$0]) == 0 }
        guard isOpen else {
            for descriptor in pairs.joined() where descriptor >= 0 { Glibc.close(descriptor) }
            throw .failed("no descriptors: \(errno)")
        }
        input = pairs[0][0]
        output = pairs[1][0]
        errors = pairs[2][0]
        far = [pairs[0][1], pairs[1][1], pairs[2][1]]
    }

    /// Starts a program at the far ends, with nothing of our environment.
    /// - Throws: `PDFRenderer.Refusal.notInstalled` if there is no such program.
    func spawn(_ command: [String]) throws(PDFRenderer.Refusal) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, number) in zip(far, Int32(0)...) {
            posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        var arguments = Self.copies(of: command)
        var environment = Self.copies(of: ["LANG=C.UTF-8", "HOME=/nonexistent", "PATH=/usr/bin:/bin"])
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, command.first ?? "", &actions, &attributes, &arguments, &environment)
        guard status == 0 else { throw status == ENOENT ? .notInstalled : .failed("cannot start: \(status)") }
        return process
    }

    /// Texts as C wants them, with nil at the end; to be freed.
    private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = []
        for text in texts { copies.append(strdup(text)) }
        return copies + [nil]
    }

    /// Closes the ends that the process has.
    func closeFarEnds() {
        for descriptor in far { Glibc.close(descriptor) }
        far = []
    }

    /// Tells the process that this was all.
    func closeInput() {
        if input >= 0 { Glibc.close(input) }
        input = -1
    }

    /// Closes everything.
    func close() {
        closeFarEnds()
        closeInput()
        Glibc.close(output)
        Glibc.close(errors)
    }

    /// Sends what the socket takes now.
    /// - Returns: how much of the bytes is sent; nil if nobody reads any more.
    func send(_ bytes: [UInt8], from start: Int) -> Int? {
        let count = bytes.withUnsafeBytes {
            Glibc.send(
                input,
                $0.baseAddress?.advanced(by: start),
                bytes.count - start,
                Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
            )
        }
        if count >= 0 { return start + count }
        return errno == EAGAIN || errno == EINTR ? start : nil
    }

    /// Reads what has come, at most a piece.
    /// - Returns: false at the end.
    func read(_ descriptor: Int32, into bytes: inout [UInt8], _ piece: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: piece)
        let count = Glibc.read(descriptor, &buffer, piece)
        if count > 0 { bytes += buffer.prefix(count) }
        return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
    }
}
