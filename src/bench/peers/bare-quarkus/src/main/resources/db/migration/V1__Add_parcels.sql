create table parcel (id bigint primary key, stage text not null);
insert into parcel select n, 'RECEIVED' from generate_series(1, 50) n;
