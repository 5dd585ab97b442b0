global using System.Buffers.Binary;
global using System.Globalization;
global using Orleans;
global using OrleansSms.Domain.Ids;
