package train
import ("testing";"os")
func TestExp(t *testing.T) {
 if os.Getenv("EXP")=="" { t.Skip() }
 set:=Defaults(); set.PreWords=0; set.Epochs=14
 d,err:=load(Standard("/work/shared"),&set,os.Stdout); if err!=nil{t.Fatal(err)}
 n:=newNet(set.Config,1)
 if err:=fit(n,d,&set,os.Stdout);err!=nil{t.Fatal(err)}
 if err:=n.save("/tmp/first.gob",d.vocab);err!=nil{t.Fatal(err)}
}
func TestBuild(t *testing.T) {
 if os.Getenv("BUILD")=="" { t.Skip() }
 b,err:=Build(os.Getenv("BUILD"),Standard("/work/shared"),os.Stdout); if err!=nil{t.Fatal(err)}
 if err:=os.WriteFile("../model/english.bin",b,0o644);err!=nil{t.Fatal(err)}
}
