using System.Reflection;
using CsCheck;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Codec;

/// <summary>Makes any PDU with any contents: fields are found by reflection, so a new field is covered by being there.</summary>
internal static class AnyPdu
{
    public static readonly CommandId[] Commands = [.. Enum.GetValues<CommandId>().Where(id => id != CommandId.None)];

    public static Gen<Pdu> Gen { get; } = CsCheck.Gen.Select(CsCheck.Gen.Int[0, Commands.Length - 1].Select(i => Commands[i]), CsCheck.Gen.UInt[1, 0x7FFFFFFF], CsCheck.Gen.Int).Select(Make);

    public static IEnumerable<PropertyInfo> Fields(Pdu pdu) =>
        pdu.GetType().GetProperties().Where(p => p.CanWrite && p.Name is not (nameof(Pdu.Status) or nameof(Pdu.Sequence)));

    public static Pdu Make(CommandId id, uint sequence, int seed)
    {
        var random = new Random(seed);
        var pdu = PduFactory.Create(id)!;
        pdu.Sequence = sequence;
        foreach (var field in Fields(pdu))
        {
            field.SetValue(pdu, Value(random, field));
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            pdu.Tlvs.Add(new Tlv((ushort)random.Next(65_536), Bytes(random, random.Next(40))));
        }

        if (pdu is SubmitMulti multi)
        {
            for (var i = random.Next(1, 256); i > 0; i--)
            {
                multi.Destinations.Add(random.Next(2) == 0 ? MultiDestination.To(Address(random)) : MultiDestination.ToList(Text(random, 20)));
            }
        }
        else if (pdu is SubmitMultiResp multiResp)
        {
            for (var i = random.Next(256); i > 0; i--)
            {
                multiResp.Unsuccessful.Add(new UnsuccessfulDestination(Address(random), new CommandStatus((uint)random.Next())));
            }
        }

        return pdu;
    }

    private static object Value(Random random, PropertyInfo field)
    {
        if (field.PropertyType == typeof(byte))
        {
            return (byte)random.Next(256);
        }

        if (field.PropertyType == typeof(SmppAddress))
        {
            return Address(random);
        }

        if (field.PropertyType == typeof(ReadOnlyMemory<byte>))
        {
            return new ReadOnlyMemory<byte>(Bytes(random, random.Next(256)));
        }

        Assert.Equal(typeof(string), field.PropertyType);
        return Text(random, field.Name == nameof(ShortMessagePdu.ServiceType) ? 5 : 16);
    }

    private static SmppAddress Address(Random random) => new((byte)random.Next(256), (byte)random.Next(256), Text(random, 20));

    private static string Text(Random random, int most) =>
        string.Create(random.Next(most + 1), random, static (span, r) => { for (var i = 0; i < span.Length; i++) { span[i] = (char)r.Next(1, 256); } });

    private static byte[] Bytes(Random random, int length)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        return octets;
    }
}
