import Postgres
import TestSupport
import Testing

@Suite struct AddressTests {
    let codec = Codec()

    @Test(arguments: [
        "0.0.0.0", "192.168.0.1/24", "10.0.0.0/8", "255.255.255.255", "1.2.3.4/0", "::", "::1", "fe80::1/64",
        "2001:db8::1",
        "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1::", "0:0:1::", "::/0",
    ])
    func `addresses are read as they are written`(_ text: String) throws {
        let inet = try #require(PostgresInet(text))
        #expect(inet.description == text)
        #expect(try codec.roundTrip(inet) == inet)
    }

    @Test(arguments: [
        "", "/", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/+1", "1.2.3.4/8/8",
        ":::", "::/129",
        "g::", "1.2.3.4\0", "1.2.3.4 ", "fe80::1%eth0",
    ])
    func `what is no address is refused`(_ text: String) {
        #expect(PostgresInet(text) == nil)
        #expect(PostgresCIDR(text) == nil)
    }

    @Test func `a network has no bits beyond its prefix`() throws {
        let network = try #require(PostgresCIDR("192.168.0.0/24"))
        #expect(try codec.hex(network) == "02180104c0a80000")
        #expect(try codec.roundTrip(network) == network)
        #expect(PostgresCIDR("192.168.0.1/24") == nil)
        #expect(PostgresCIDR("192.168.0.1")?.description == "192.168.0.1/32")
        #expect(PostgresCIDR("0.0.0.0/0") != nil)
        #expect(PostgresCIDR("1.0.0.0/0") == nil)
        #expect(PostgresCIDR("::1/127") == nil)
        #expect(PostgresCIDR("2001:db8::/32") != nil)
    }

    @Test(arguments: [
        "", "02", "02200004", "02200004 010203", "02200004 0102030405", "02210004 01020304", "02200104 01020304",
        "01200004 01020304", "03800010 01020304", "0380000400000000", "02ff0004 01020304",
        "03810010 00000000000000000000000000000000",
    ])
    func `malformed addresses are refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.self) { try codec.decode(hex: hex, .inet, as: PostgresInet.self) }
    }

    @Test func `a cidr with host bits is refused`() {
        #expect(throws: PostgresDecodingProblem.malformed("prefix")) {
            try codec.decode(hex: "02180104 c0a80001", .cidr, as: PostgresCIDR.self)
        }
    }

    @Test func `Ethernet addresses are six or eight bytes`() throws {
        let short = try #require(PostgresMACAddress("08:00:2B:01:02:03"))
        #expect(short.description == "08:00:2b:01:02:03")
        #expect(try codec.hex(short) == "08002b010203")
        #expect(try codec.roundTrip(short) == short)
        #expect(PostgresMACAddress("08-00-2b-01-02-03") == short)
        let long = try #require(PostgresMACAddress8("ff:ff:ff:ff:ff:ff:ff:00"))
        #expect(try codec.roundTrip(long) == long)
        #expect(PostgresMACAddress(bits: 1 << 48) == nil)
        for text in [
            "", "08:00:2b:01:02", "08:00:2b:01:02:03:04", "8:0:2b:1:2:3", "0g:00:2b:01:02:03", "+8:00:2b:01:02:03",
        ] {
            #expect(PostgresMACAddress(text) == nil, "\(text)")
        }
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode([1, 2, 3, 4, 5], .macaddr, as: PostgresMACAddress.self)
        }
    }
}
